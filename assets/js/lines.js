// The two charts of lines over the years. Trace positions as in dashboard/figures/lines.py.
(function (cockpit) {
  const LOW = 0;
  const HIGH = 1;
  const FAINT = 0.12;
  const FIRST = 3;
  const MARGIN = { l: 52, r: 112, t: 9, b: 20 };
  const GAP = 6;
  const BOLD = 1.08;
  const MOST_NAME = 0.36;
  const LABEL_HEIGHT = 15 / 12;
  const held = {};

  // What differs between the charts: which numbers, which axis, which words.
  const kinds = {
    jobs: {
      values: (answer) => cockpit.against.net(answer),
      // The band is one against the baseline.
      range: () => (cockpit.against.slot() === null ? cockpit.detail.range() : null),
      baseline: () => cockpit.against.baseline(),
      baselineName: (words) => words.baseline,
      smallest: 10,
      tick: (value, axis) => cockpit.numbers.signed(value / cockpit.unitOf(axis)),
      settled: (axis, boot) => cockpit.say(cockpit.byId("subtitle-jobs"), subtitle(boot, String(cockpit.unitOf(axis)))),
    },
    women: {
      values: (answer) => answer.series.women,
      range: () => null,
      baseline: (boot) => boot.baseline.women,
      baselineName: (words) => words.allJobs,
      smallest: 60,
      tick: (value) => cockpit.numbers.percent(value),
      settled: () => {},
    },
  };

  function subtitle(boot, unit) {
    if (cockpit.against.slot() === null) return boot.words.units.jobs[unit];
    return cockpit.fill(boot.tools.unitsAgainst[unit], { name: cockpit.against.name() });
  }

  function axisFor(kind, view) {
    const all = kind.baseline(view.boot).slice();
    view.answers.forEach(function (answer) {
      if (!answer) return;
      all.push(...kind.values(answer).filter((value) => value !== null));
      const range = answer === view.answers[view.active] && kind.range();
      if (range) all.push(...range[0], ...range[1]);
    });
    // A line may stand a little above the last tick; a band that is cut off would look like its end.
    return kind.range() ? cockpit.roundAxis(all, kind.smallest, 4, 0) : cockpit.roundAxis(all, kind.smallest);
  }

  function paint(name, view, holding) {
    const kind = kinds[name];
    const chosen = view.answers[view.active];
    if (!chosen) return;
    const values = kind.values(chosen);
    const same = held[name] && held[name].count === view.answers.length && held[name].active === view.active;
    const light = holding && same && cockpit.holdsValues(held[name].axis, values);
    const runs = light ? runsOf(values, held[name].axis, areaOf(name)) : [];
    if (!light || !cockpit.plots.bend(name, name + "-" + view.active, runs)) settle(name, view);
    labels(name, view);
  }

  // The unbroken pieces of a line, in pixels of the plotting area.
  function runsOf(values, axis, area) {
    const runs = [];
    let open = false;
    values.forEach(function (value, at) {
      if (value === null) {
        open = false;
        return;
      }
      if (!open) runs.push([]);
      open = true;
      const x = (at / (values.length - 1)) * area.width;
      const y = (1 - (value - axis.low) / (axis.high - axis.low)) * area.height;
      runs[runs.length - 1].push(x.toFixed(1) + "," + y.toFixed(1));
    });
    return runs;
  }

  function settle(name, view) {
    const kind = kinds[name];
    const axis = hold(name, view).axis;
    kind.settled(axis, view.boot);
    cockpit.plots.redraw(name, function (data, layout) {
      const range = kind.range();
      [LOW, HIGH].forEach(function (at) {
        data[at].x = range ? view.boot.years : [];
        data[at].y = range ? range[at] : [];
        if (at === HIGH) data[at].fillcolor = cockpit.theme.faint("pathway-" + view.active, FAINT);
      });
      data[FIRST - 1].y = kind.baseline(view.boot);
      data[FIRST - 1].line.color = cockpit.theme.color("baseline");
      layout.margin = Object.assign({}, layout.margin, held[name].margin);
      for (let slot = 0; slot + FIRST < data.length; slot += 1) {
        const answer = view.answers[slot];
        data[slot + FIRST].x = answer ? view.boot.years : [];
        data[slot + FIRST].y = answer ? kind.values(answer) : [];
        data[slot + FIRST].line.color = cockpit.theme.color("pathway-" + slot);
        data[slot + FIRST].line.width = cockpit.theme.length(slot === view.active ? "line-chosen" : "line-width");
      }
      cockpit.plots.setAxis(layout.yaxis, axis, (tick) => kind.tick(tick, axis));
    });
  }

  const nameOf = (view, slot) => view.boot.theme.letters[slot] + " " + view.state.pathways[slot].name;

  // The axis, and the margins that leave the names at the ends their room.
  function hold(name, view) {
    const margin = cockpit.plots.scaled(MARGIN);
    const names = view.answers.map((answer, slot) => (answer ? nameOf(view, slot) : "")).concat(kinds[name].baselineName(view.boot.words));
    const wanted = Math.ceil(cockpit.plots.widest(names) * BOLD) + 2 * GAP;
    const most = Math.round(MOST_NAME * cockpit.plots.area(name, margin).full);
    margin.r = Math.max(margin.r, Math.min(wanted, most));
    held[name] = { axis: axisFor(kinds[name], view), margin, count: view.answers.length, active: view.active };
    return held[name];
  }

  // Names at the ends of the lines, pushed apart where they would cover each other.
  function labels(name, view) {
    const kind = kinds[name];
    const axis = held[name].axis;
    const area = areaOf(name);
    const height = (value) => area.top + (1 - (value - axis.low) / (axis.high - axis.low)) * area.height;
    const last = (values) => values.filter((value) => value !== null).pop();
    const ends = [{ words: kind.baselineName(view.boot.words), slot: -1, value: last(kind.baseline(view.boot)) }];
    view.answers.forEach(function (answer, slot) {
      if (!answer) return;
      const value = last(kind.values(answer));
      const words = nameOf(view, slot);
      if (value !== undefined) ends.push({ words, slot, value });
    });
    ends.forEach((end) => (end.y = height(end.value)));
    const tall = LABEL_HEIGHT * cockpit.theme.length("size-chart");
    // No lower than the axis: the last year is written under it.
    spread(ends, tall / 2, area.top + area.height - 3, tall);
    const box = cockpit.byId("labels-" + name);
    while (box.children.length < ends.length) box.append(cockpit.make("span", "end-label"));
    while (box.children.length > ends.length) box.lastChild.remove();
    ends.forEach(function (end, index) {
      const label = box.children[index];
      cockpit.say(label, end.words);
      label.className = "end-label " + (end.slot < 0 ? "of-baseline" : "of-" + end.slot) + (end.slot === view.active ? " is-chosen" : "");
      label.title = end.words;
      label.style.maxInlineSize = held[name].margin.r - GAP + "px";
      label.style.transform = "translate(" + (area.right + GAP) + "px," + (end.y - tall / 2).toFixed(1) + "px)";
    });
    mark(name, view, area);
  }

  const areaOf = (name) => cockpit.plots.area(name, held[name].margin);

  function spread(ends, top, bottom, tall) {
    ends.sort((one, other) => one.y - other.y);
    if (ends.length) ends[0].y = Math.max(ends[0].y, top);
    for (let index = 1; index < ends.length; index += 1) {
      ends[index].y = Math.max(ends[index].y, ends[index - 1].y + tall);
    }
    let limit = bottom;
    for (let index = ends.length - 1; index >= 0; index -= 1) {
      ends[index].y = Math.min(ends[index].y, limit);
      limit = ends[index].y - tall;
    }
  }

  function mark(name, view, area) {
    const years = view.boot.years;
    const share = (view.state.year - years[0]) / (years[years.length - 1] - years[0]);
    const line = cockpit.byId("mark-" + name);
    line.style.transform = "translateX(" + (area.left + share * area.width).toFixed(1) + "px)";
    line.style.top = area.top + "px";
    line.style.height = area.height + "px";
  }

  cockpit.lines = {
    spread,
    runsOf,
    // Before the first settle the axes are those of the figures that came with the page, made by the same rule.
    adopt: function (view) {
      Object.keys(kinds).forEach(function (name) {
        kinds[name].settled(hold(name, view).axis, view.boot);
        labels(name, view);
      });
    },
    // Whether the figures that came with the page leave the names their room.
    fits: () => Object.keys(kinds).every((name) => held[name].margin.r === MARGIN.r),
    paint: (view, holding) => Object.keys(kinds).forEach((name) => paint(name, view, holding)),
    place: (view) => Object.keys(kinds).forEach((name) => held[name] && labels(name, view)),
  };
})(window.cockpit);
