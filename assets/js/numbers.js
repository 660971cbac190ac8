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
    year: (value) => formatter({ useGrouping: false }).format(value),
  };
})(window.cockpit);
