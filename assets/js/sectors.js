// Jobs created and lost by sector group: thick lines as bars, their numbers in HTML. See dashboard/figures/sectors.py.
(function (cockpit) {
  // As in dashboard/figures/sectors.py; names of other languages take what they need, up to a share of the chart.
  const MARGIN = { l: 148, r: 40, t: 2, b: 4 };
  const MOST_NAME = 0.42;
  const REST = -1;
  const GAP = 4;
  const PAD = 0.18;
  const BAR = 11;
  let held = null;
  let names = { key: "", width: 0 };

  // The room for the longest name that this page can show: the same for all rows, so that the bars stay where they are.
  function margin(view) {
    const scaled = cockpit.plots.scaled(MARGIN);
    const key = view.boot.locale + cockpit.theme.name();
    if (names.key !== key) names = { key, width: Math.ceil(cockpit.plots.widest(view.boot.groups.concat(view.boot.rest))) + 2 * GAP };
    const most = MOST_NAME * cockpit.byId("labels-sectors").clientWidth;
    return Object.assign(scaled, { l: Math.min(Math.max(names.width, scaled.l), most) });
  }

  const areaOf = () => cockpit.plots.area("sectors", held.margin);

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
        const drawn = bend("sectors-created", now.up, 1) && bend("sectors-lost", now.down, -1);
        labels(now, view);
        if (drawn) return;
      }
    }
    settle(view, groups, holding && held && held.rows.length ? held.rows : groups.rows);
  }

  function bend(uid, values, sign) {
    const area = areaOf();
    const place = (value) => ((value - held.range[0]) / (held.range[1] - held.range[0])) * area.width;
    const height = (row) => (area.height * (row + 0.6)) / (Math.max(values.length, 1) + 0.2);
    const runs = values.map(function (value, row) {
      const y = height(row).toFixed(1);
      return [place(0).toFixed(1) + "," + y, place(sign * value).toFixed(1) + "," + y];
    });
    return cockpit.plots.bend("sectors", uid, runs);
  }

  function settle(view, groups, rows) {
    const now = current(groups, rows);
    hold(view, rows, now);
    cockpit.plots.redraw("sectors", function (data, layout) {
      data[0].x = ends(now.up, 1);
      data[1].x = ends(now.down, -1);
      data[0].y = data[1].y = places(rows.length);
      data[0].line.color = cockpit.theme.color("created");
      data[1].line.color = cockpit.theme.color("lost");
      data[0].line.width = data[1].line.width = (BAR * cockpit.theme.length("size-chart")) / 12;
      layout.margin = Object.assign({}, layout.margin, held.margin);
      layout.xaxis.zerolinecolor = cockpit.theme.color("ink");
      cockpit.plots.setAxis(layout.xaxis, held.axis, () => "");
      layout.xaxis.range = held.range;
      layout.yaxis.range = [Math.max(rows.length, 1) - 0.4, -0.6];
    });
    labels(now, view);
  }

  function hold(view, rows, now) {
    const axis = axisFor(now);
    const room = PAD * (axis.high - axis.low);
    const range = [axis.low < 0 ? axis.low - room : axis.low, axis.high + room];
    held = { rows, axis, range, margin: margin(view), unit: cockpit.unitOf({ low: axis.low, high: axis.high, step: Infinity }) };
  }

  function axisFor(now) {
    return cockpit.roundAxis(now.up.concat(now.down.map((value) => -value)), 10);
  }

  function labels(now, view) {
    const words = view.boot.words.units.sectors[String(held.unit)];
    cockpit.say(cockpit.byId("subtitle-sectors"), cockpit.fill(words, { year: cockpit.numbers.year(view.state.year) }) + cockpit.against.suffix());
    const area = areaOf();
    const box = cockpit.byId("labels-sectors");
    const span = held.range[1] - held.range[0];
    const x = (value) => area.left + ((value - held.range[0]) / span) * area.width;
    const rowHeight = area.height / (Math.max(now.up.length, 1) + 0.2);
    while (box.children.length < 3 * now.up.length) box.append(cockpit.make("span"));
    while (box.children.length > 3 * now.up.length) box.lastChild.remove();
    now.up.forEach(function (up, row) {
      const down = now.down[row];
      const y = area.top + rowHeight * (row + 0.6);
      write(box.children[3 * row], up, x(up) + GAP, y, 1);
      write(box.children[3 * row + 1], -down, x(-down) - GAP, y, -1);
      name(box.children[3 * row + 2], held.rows[row], area.left - GAP, y, view.boot);
    });
  }

  // Names are not plotly's, which would cut a long one at its beginning.
  function name(label, index, x, y, boot) {
    const words = index === REST ? boot.rest : boot.groups[index];
    label.className = "row-name";
    label.title = words;
    cockpit.say(label, words);
    label.style.maxInlineSize = x + "px";
    label.style.transform = "translate(" + x.toFixed(1) + "px," + y.toFixed(1) + "px) translate(-100%,-50%)";
  }

  function write(label, value, x, y, side) {
    const visible = Math.abs(value / held.unit) >= (held.unit > 1 ? 0.05 : 0.5);
    label.className = "bar-label " + (side > 0 ? "is-created" : "is-lost");
    const amount = value / held.unit;
    cockpit.say(label, visible ? cockpit.numbers.signed(amount, Math.abs(amount) < 9.95 && held.unit > 1 ? 1 : 0) : "");
    label.style.transform =
      "translate(" + x.toFixed(1) + "px," + y.toFixed(1) + "px) translate(" + (side > 0 ? "0" : "-100%") + ",-50%)";
  }

  cockpit.sectors = {
    // Whether the figure that came with the page has the room that the names need.
    fits: () => held.margin.l === MARGIN.l,
    adopt: function (view) {
      const groups = view.answers[view.active].groups;
      const now = current(groups, groups.rows);
      hold(view, groups.rows, now);
      labels(now, view);
    },
    paint,
    place: (view) => held && view.answers[view.active] && labels(current(view.answers[view.active].groups, held.rows), view),
  };
})(window.cockpit);
