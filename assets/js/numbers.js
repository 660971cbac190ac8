// Numbers as the reader writes them: Intl with the locale that the server formats with.
(function (cockpit) {
  let locale = "en";
  let mark = "";
  const kept = new Map();

  function formatter(options) {
    const key = JSON.stringify(options);
    if (!kept.has(key)) kept.set(key, new Intl.NumberFormat(locale, options));
    return kept.get(key);
  }

  const proper = (words) => words.replace(/-/g, "\u2212");
  const decimalSign = () => formatter({ minimumFractionDigits: 1 }).format(1.5).replace(/[\d\u0660-\u0669\u06f0-\u06f9]/g, "");

  // A number as people write it: with the language's decimal sign or a point, its digits, spaces or signs of thousands; NaN
  // if it is none. Where a comma or a point could be either, three digits behind it make it a sign of thousands, unless it is
  // the language's own decimal sign.
  function read(words) {
    let text = words
      .trim()
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
      .replace(/\u2212/g, "-")
      .replace(/\u066b/g, ".")
      .replace(/[\s\u00a0\u202f\u066c\u200e\u200f%\u2019']/g, "");
    const comma = decimalSign() === ",";
    const [thousands, decimal] = comma ? [".", ","] : [",", "."];
    const grouped = new RegExp("^[-+]?[1-9]\\d{0,2}(\\" + thousands + "\\d{3})+(\\" + decimal + "\\d+)?$");
    const foreign = new RegExp("^[-+]?[1-9]\\d{0,2}(\\" + decimal + "\\d{3}){2,}$");
    if (grouped.test(text)) text = text.split(thousands).join("");
    else if (foreign.test(text)) text = text.split(decimal).join("");
    text = text.replace(",", ".");
    return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
  }

  cockpit.numbers = {
    start: function (tag, direction) {
      locale = tag;
      mark = direction === "rtl" ? "\u200e" : "";
      kept.clear();
    },
    whole: (value) => proper(formatter({ maximumFractionDigits: 0 }).format(Math.round(value) || 0)),
    decimal: (value, digits) =>
      proper(formatter({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)),
    signed: (value, digits) =>
      mark +
      proper(
        formatter({
          minimumFractionDigits: digits || 0,
          maximumFractionDigits: digits || 0,
          signDisplay: "exceptZero",
        }).format(value)
      ),
    percent: (value) => proper(formatter({ style: "percent", maximumFractionDigits: 0 }).format(value / 100)),
    // As short as it can be, without signs of thousands: what stands in a box that people type into.
    plain: (value) => proper(formatter({ useGrouping: false, maximumFractionDigits: 6 }).format(value)),
    // As it stands in a sentence: no more decimals than needed.
    short: (value) => proper(formatter({ maximumFractionDigits: 2 }).format(value)),
    read,
    year: (value) => formatter({ useGrouping: false }).format(value),
  };
})(window.cockpit);
