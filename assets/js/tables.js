// The table behind each chart, made when it is opened and again whenever a lever comes to rest.
(function (cockpit) {
  const signed = (value) => cockpit.numbers.signed(value);
  const whole = (value) => cockpit.numbers.whole(value);

  function overYears(view, values, write) {
    const names = view.state.pathways.map((pathway) => pathway.name);
    const head = [view.boot.words.year].concat(names);
    const rows = view.boot.years.map(function (year, at) {
      const cells = view.answers.map((answer) => (answer && values(answer)[at] !== null ? write(values(answer)[at]) : "–"));
      return [cockpit.numbers.year(year)].concat(cells);
    });
    return { head, rows };
  }

  const contents = {
    jobs: (view) =>
      Object.assign(overYears(view, (answer) => answer.series.net, signed), { caption: view.boot.words.netJobs }),
    women: (view) =>
      Object.assign(
        overYears(view, (answer) => answer.series.women, (value) => cockpit.numbers.decimal(value, 1)),
        { caption: view.boot.words.shareCreated }
      ),
    sectors: function (view) {
      const words = view.boot.words;
      const groups = view.answers[view.active].groups;
      const rows = view.boot.groups.map((name, at) => [
        name,
        whole(groups.created[at]),
        whole(groups.lost[at]),
        signed(groups.created[at] - groups.lost[at]),
      ]);
      return { caption: caption(view), head: [words.sector, words.created, words.lost, words.net], rows };
    },
    regions: function (view) {
      const words = view.boot.words;
      const regions = view.answers[view.active].regions;
      const rows = view.boot.regions.map((region, at) => [
        region.name,
        signed(regions.change[at]),
        cockpit.numbers.signed(regions.rate[at], 1),
      ]);
      return { caption: caption(view), head: [words.region, words.change, words.rate], rows };
    },
  };

  const caption = (view) => view.state.pathways[view.active].name + ", " + cockpit.numbers.year(view.state.year);

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
    if (opening) panel.replaceChildren(build(contents[name](view)));
  }

  cockpit.tables = {
    build,
    toggle,
    refresh: (view) =>
      Object.keys(contents).forEach(function (name) {
        const panel = cockpit.byId("table-" + name);
        if (panel && !panel.hidden) panel.replaceChildren(build(contents[name](view)));
      }),
  };
})(window.cockpit);
