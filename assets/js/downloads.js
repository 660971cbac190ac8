// What a chart can be taken away as: a picture (PNG, SVG) or its data (CSV), each saying what it shows, of whom, against what,
// with which versions, and where it came from.
(function (cockpit) {
  const BYTE_ORDER_MARK = "\ufeff";
  const SHARP = 3;
  let words = {};
  let view = null;

  function start(boot, shared) {
    words = boot.tools;
    view = shared;
  }

  // The button of a chart or a block; `name(title)` says which one for the ear.
  function button(id) {
    const element = cockpit.make("button", "link-button download-button", "\u2193");
    element.type = "button";
    element.dataset.download = id;
    element.title = words.download;
    element.setAttribute("aria-haspopup", "true");
    element.setAttribute("aria-expanded", "false");
    return element;
  }

  function name(element, title) {
    const label = cockpit.fill(words.downloadOf, { chart: title });
    if (element.getAttribute("aria-label") !== label) element.setAttribute("aria-label", label);
  }

  // --- what is taken ---

  const card = (id) => document.querySelector("[data-chart='" + id + "'].chart, [data-block='" + id + "'].block");
  const textOf = (id, part) => card(id).querySelector(part).textContent;
  const title = (id) => textOf(id, ".chart-title");
  const subtitle = (id) => textOf(id, ".chart-subtitle");
  const blockOf = (id) => (view.boot.charts[id] ? null : cockpit.blocks.of(id));
  // Charts over the years show all pathways, the others the chosen one.
  const showsAll = (id) => (blockOf(id) ? Boolean(blockOf(id).pathways) : ["jobs", "women"].includes(id));

  // The link says no more than the chart shows, so that it can stand under it.
  function link(id) {
    const state = view.state;
    const other = blockOf(id) ? null : cockpit.against.slot();
    const compared = other === null ? [] : [state.pathways[other]];
    const alone = { pathways: [cockpit.state.active(), ...compared], active: 0, compare: other === null ? null : 1 };
    const shown = showsAll(id) ? state : Object.assign({}, state, alone);
    return window.location.origin + window.location.pathname + "?" + cockpit.address.encode(shown);
  }

  const versions = () => cockpit.fill(words.versions, view.boot.versions);
  const country = () => cockpit.byId("country").selectedOptions[0].text;
  const pathway = () => view.boot.theme.letters[view.active] + " " + view.state.pathways[view.active].name;

  // The chart of women and men and the views are against the baseline whatever the pathway is compared with.
  const isCompared = (id) => !blockOf(id) && id !== "women";

  function about(id) {
    const reference = isCompared(id) ? cockpit.against.words() : words.againstBaseline;
    return [
      [country(), pathway(), cockpit.numbers.year(view.state.year), reference].join(" \u00b7 "),
      versions() + " \u00b7 " + words.modelled,
      link(id),
    ];
  }

  function save(content, id, ending) {
    const address = URL.createObjectURL(content);
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = ["pathways", view.state.country, id, view.state.year].join("-") + "." + ending;
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    window.setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  async function picture(id, ending) {
    const frame = card(id).querySelector(".chart-body, .block-body");
    const drawn = await cockpit.drawing.sheet(frame, title(id), subtitle(id), about(id));
    if (ending === "svg") save(new Blob([drawn.text], { type: "image/svg+xml" }), id, ending);
    else save(await cockpit.drawing.dots(drawn, SHARP), id, ending);
  }

  // --- data ---

  // A cell that a spreadsheet would run as a formula is marked as text; numbers written for readers become plain numbers.
  function cell(value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value);
    const text = String(value);
    const number = cockpit.numbers.read(text);
    if (Number.isFinite(number) && !text.includes("%")) return String(number);
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",;\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  // A block without a table of its own is a list of figures or a table itself: what stands there is taken.
  function asShown(id) {
    const body = card(id).querySelector(".block-body");
    const cells = (row) => Array.from(row.querySelectorAll("th, td, dt, dd"), (one) => one.textContent.trim());
    const rows = Array.from(body.querySelectorAll("tr, dl > div"), cells).filter((row) => row.length);
    return { head: body.querySelector("thead") ? rows.shift() : [], rows };
  }

  function tableOf(id) {
    if (view.boot.charts[id]) return cockpit.tables.raw(id, view);
    return cockpit.blocks.table(id, view.boot.words) || asShown(id);
  }

  function data(id) {
    const table = tableOf(id);
    const facts = [
      [words.country, country()],
      [words.pathway, pathway()],
      [view.boot.words.year, view.state.year],
      [words.comparedWith, blockOf(id) || showsAll(id) ? view.boot.words.baseline : cockpit.against.name()],
      [words.unit, table.unit || subtitle(id)],
      [words.versionsOf, versions()],
      [words.source, words.sourceLine],
      [words.link, link(id)],
    ];
    const rows = [[title(id)], [], table.head].concat(table.rows, [[]], facts);
    return BYTE_ORDER_MARK + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  function entries(id) {
    return [
      { words: words.png, run: () => picture(id, "png") },
      { words: words.svg, run: () => picture(id, "svg") },
      { words: words.csv, run: () => save(new Blob([data(id)], { type: "text/csv;charset=utf-8" }), id, "csv") },
    ];
  }

  cockpit.downloads = {
    start,
    button,
    name,
    onClick: function (event) {
      const opener = event.target.closest("[data-download]");
      if (opener) cockpit.menu.toggle(opener, entries(opener.dataset.download));
    },
  };
})(window.cockpit);
