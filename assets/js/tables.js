// The table behind each chart, made when it is opened and again whenever a lever comes to rest.
(function (cockpit) {
  const plain = (words) => words;
  const signed = (value) => cockpit.numbers.signed(value);
  const whole = (value) => cockpit.numbers.whole(value);
  const year = (value) => cockpit.numbers.year(value);

  // A table is {caption, unit, head, rows, write}: cells as they are, and for each column how it is written.
  function overYears(view, values, write, unit) {
    const names = view.state.pathways.map((pathway) => pathway.name);
    const rows = view.boot.years.map((one, at) => [one].concat(view.answers.map((answer) => (answer ? values(answer)[at] : null))));
    return { caption: unit, unit, head: [view.boot.words.year].concat(names), rows, write: [year].concat(names.map(() => write)) };
  }

  const contents = {
    jobs: (view) => overYears(view, (answer) => answer.series.net, signed, view.boot.words.netJobs),
    women: (view) =>
      overYears(view, (answer) => answer.series.women, (value) => cockpit.numbers.decimal(value, 1), view.boot.words.shareCreated),
    sectors: function (view) {
      const words = view.boot.words;
      const { created, lost } = view.answers[view.active].groups;
      const rows = view.boot.groups.map((name, at) => [name, created[at], lost[at], created[at] - lost[at]]);
      const head = [words.sector, words.created, words.lost, words.net];
      return { caption: caption(view), unit: view.boot.tools.jobs, head, rows, write: [plain, whole, whole, signed] };
    },
    regions: function (view) {
      const words = view.boot.words;
      const { change, rate } = view.answers[view.active].regions;
      const rows = view.boot.regions.map((region, at) => [region.name, change[at], rate[at]]);
      const write = [plain, signed, (value) => cockpit.numbers.signed(value, 1)];
      return { caption: caption(view), unit: view.boot.tools.jobs, head: [words.region, words.change, words.rate], rows, write };
    },
  };

  const caption = (view) => view.state.pathways[view.active].name + ", " + cockpit.numbers.year(view.state.year) + cockpit.against.suffix();

  // The same with every cell in words, for the reader.
  function written(table) {
    const cells = (row) => row.map((value, at) => (value === null ? "\u2013" : table.write[at](value)));
    return { caption: table.caption, head: table.head, rows: table.rows.map(cells) };
  }

  function build(table) {
    const element = cockpit.make("table");
    element.append(cockpit.make("caption", "", table.caption));
    const head = cockpit.make("thead");
    const headRow = cockpit.make("tr");
    table.head.forEach(function (words) {
      const cell = cockpit.make("th", "", words);
      cell.scope = "col";
      headRow.append(cell);
    });
    head.append(headRow);
    const body = cockpit.make("tbody");
    table.rows.forEach(function (cells) {
      const row = cockpit.make("tr");
      cells.forEach(function (words, at) {
        const cell = cockpit.make(at ? "td" : "th", "", words);
        if (!at) cell.scope = "row";
        row.append(cell);
      });
      body.append(row);
    });
    element.append(head, body);
    return element;
  }

  function toggle(name, view) {
    const panel = cockpit.byId("table-" + name);
    const button = cockpit.byId("table-button-" + name);
    const opening = panel.hidden;
    panel.hidden = !opening;
    button.setAttribute("aria-expanded", String(opening));
    cockpit.say(button, opening ? view.boot.words.hideTable : view.boot.words.showTable);
    if (opening) panel.replaceChildren(build(written(contents[name](view))));
  }

  cockpit.tables = {
    build,
    toggle,
    // The numbers of a chart as they are, with their unit.
    raw: (name, view) => contents[name](view),
    refresh: (view) =>
      Object.keys(contents).forEach(function (name) {
        const panel = cockpit.byId("table-" + name);
        if (panel && !panel.hidden) panel.replaceChildren(build(written(contents[name](view))));
      }),
  };
})(window.cockpit);
