// Jobs created and lost by sector group: thick lines as bars, their numbers in HTML. See dashboard/figures/sectors.py.
(function (cockpit) {
  const MARGIN = { l: 148, r: 40, t: 2, b: 4 };
  const REST = -1;
  const GAP = 4;
  let held = null;

  function rowValues(values, rows) {
    const rest = values.reduce((sum, value, index) => (rows.includes(index) ? sum : sum + value), 0);
    return rows.map((index) => (index === REST ? rest : values[index]));
  }

  function ends(values, sign) {
    return values.flatMap((value) => [0, sign * value, null]);
  }

  function places(count) {
    return Array.from({ length: count }).flatMap((_, row) => [row, row, null]);
  }

  function current(groups, rows) {
    return { up: rowValues(groups.created, rows), down: rowValues(groups.lost, rows) };
  }

  function paint(view, holding) {
    const answer = view.answers[view.active];
    if (!answer) return;
    const groups = answer.groups;
    if (holding && held && held.rows.length) {
      const now = current(groups, held.rows);
      const outside = now.up.some((value) => value > held.axis.high) || now.down.some((value) => -value < held.axis.low);
      if (!outside) {
        cockpit.plots.nudge("sectors", [{ x: ends(now.up, 1) }, { x: ends(now.down, -1) }], [0, 1]);
        labels(now);
        return;
      }
    }
    settle(view, groups, holding && held && held.rows.length ? held.rows : groups.rows);
  }

  function settle(view, groups, rows) {
    const now = current(groups, rows);
    held = { rows, axis: axisFor(now) };
    cockpit.plots.redraw("sectors", function (data, layout) {
      data[0].x = ends(now.up, 1);
      data[1].x = ends(now.down, -1);
      data[0].y = data[1].y = places(rows.length);
      cockpit.plots.setAxis(layout.xaxis, held.axis, () => "");
      layout.yaxis.range = [Math.max(rows.length, 1) - 0.4, -0.6];
      layout.yaxis.tickvals = rows.map((_, row) => row);
      layout.yaxis.ticktext = rows.map((index) => (index === REST ? view.boot.rest : view.boot.groups[index]));
    });
    labels(now);
  }

  function axisFor(now) {
    return cockpit.roundAxis(now.up.concat(now.down.map((value) => -value)), 10);
  }

  function labels(now) {
    const area = cockpit.plots.area("sectors", MARGIN);
    const box = cockpit.byId("labels-sectors");
    const span = held.axis.high - held.axis.low;
    const x = (value) => area.left + ((value - held.axis.low) / span) * area.width;
    const rowHeight = area.height / (Math.max(now.up.length, 1) + 0.2);
    while (box.children.length < 2 * now.up.length) box.append(cockpit.make("span", "bar-label"));
    while (box.children.length > 2 * now.up.length) box.lastChild.remove();
    now.up.forEach(function (up, row) {
      const down = now.down[row];
      const y = area.top + rowHeight * (row + 0.6);
      write(box.children[2 * row], up, x(up) + GAP, y, 1);
      write(box.children[2 * row + 1], -down, x(-down) - GAP, y, -1);
    });
  }

  function write(label, value, x, y, side) {
    const visible = Math.abs(value) >= 0.5;
    label.className = "bar-label " + (side > 0 ? "is-created" : "is-lost");
    cockpit.say(label, visible ? cockpit.numbers.short(value) : "");
    label.style.transform =
      "translate(" + x.toFixed(1) + "px," + y.toFixed(1) + "px) translate(" + (side > 0 ? "0" : "-100%") + ",-50%)";
  }

  cockpit.sectors = {
    adopt: function (view) {
      const groups = view.answers[view.active].groups;
      const now = current(groups, groups.rows);
      held = { rows: groups.rows, axis: axisFor(now) };
      labels(now);
    },
    paint,
    place: (view) => held && labels(current(view.answers[view.active].groups, held.rows)),
  };
})(window.cockpit);
