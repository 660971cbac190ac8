// Lines and stacked areas over the years (dashboard/views/blocks.py), by plotly, drawn lean: fixed ranges, names and the mark
// of the chosen year as elements on top. No name is given to plotly: it would read some signs in it as markup.
(function (cockpit) {
  const make = cockpit.make;
  const TOP = 9;
  const BOTTOM = 20;
  const GAP = 6;
  const MOST_NAME = 0.36;
  const LABEL_HEIGHT = 15 / 12;
  const AREA = 0.82;
  const CONFIG = { displayModeBar: false, showSendToCloud: false, scrollZoom: false, doubleClick: false, responsive: true };

  const number = (value) => typeof value === "number" && Number.isFinite(value);

  function write(block, value, digits) {
    const places = digits === undefined ? block.digits : digits;
    const words = block.signed ? cockpit.numbers.signed(value, places) : cockpit.numbers.decimal(value, places);
    return words + (block.suffix || "");
  }

  // The series that add up; the others lie over them.
  const areas = (block) => block.series.filter((one) => !one.over);

  // What the axis must hold: every value; of areas, their sums.
  function extent(block) {
    const all = block.series.flatMap((one) => one.values.filter(number));
    if (!block.stacked) return all;
    const sums = block.years.map((_, at) => areas(block).reduce((total, one) => total + (one.values[at] || 0), 0));
    return sums.concat(...block.series.filter((one) => one.over).map((one) => one.values.filter(number)));
  }

  function axisOf(block, kept, holding) {
    const all = extent(block);
    const axis = kept.axis;
    const same = kept.count === block.series.length && kept.subtitle === block.subtitle.replace(/\d/g, "");
    const fits = axis && cockpit.holdsValues(axis, all);
    if (!(holding && same && fits)) kept.axis = cockpit.roundAxis(all, block.smallest || 1);
    kept.count = block.series.length;
    kept.subtitle = block.subtitle.replace(/\d/g, "");
    return kept.axis;
  }

  const digitsOf = (axis) => Math.max(0, -Math.floor(Math.log10(axis.step) + 1e-9));

  function frame(body) {
    const place = make("div", "line-place");
    place.dir = "ltr";
    const plot = make("div", "line-plot");
    plot.setAttribute("role", "img");
    const labels = make("div", "plot-layers");
    labels.setAttribute("aria-hidden", "true");
    place.append(plot, labels);
    body.replaceChildren(place);
    return place;
  }

  const uidOf = (block, one) => block.id + "-" + block.series.indexOf(one);

  // While a lever moves and the axis holds, the lines that plotly has drawn are bent in place: it redraws when the lever rests.
  function bend(plot, block, axis, margin, size) {
    const width = size.width - margin.l - margin.r;
    const height = size.height - margin.t - margin.b;
    return block.series.every(function (one) {
      const drawn = plot.querySelectorAll(".trace" + CSS.escape(uidOf(block, one)) + " path.js-line");
      const runs = cockpit.lines.runsOf(one.values, axis, { width, height });
      if (!runs.length || drawn.length !== runs.length) return false;
      runs.forEach((points, at) => drawn[at].setAttribute("d", "M" + points.join("L")));
      return true;
    });
  }

  function traceOf(block, one, axis) {
    const colour = cockpit.theme.color(one.color);
    const width = cockpit.theme.length(one.strong ? "line-chosen" : "line-width") * (one.quiet ? 0.6 : 1);
    const trace = {
      uid: uidOf(block, one),
      type: "scatter",
      mode: "lines",
      x: block.years,
      y: one.values,
      text: one.values.map((value) => (number(value) ? write(block, value) : "")),
      hovertemplate: "%{x}: %{text}<extra></extra>",
      line: { color: colour, width, dash: one.dash ? "5px,3px" : "solid", simplify: false },
      connectgaps: false,
      cliponaxis: false,
    };
    if (!block.stacked || one.over) return trace;
    return Object.assign(trace, {
      stackgroup: "all",
      fillcolor: cockpit.theme.faint(one.color, AREA),
      fillpattern: one.pattern ? { shape: "/", size: 6, solidity: 0.25, bgcolor: colour, fgcolor: cockpit.theme.color("stripe") } : undefined,
      line: { color: cockpit.theme.color("surface"), width: 1 },
    });
  }

  function layoutOf(block, axis, margin) {
    const size = cockpit.theme.length("size-chart");
    const muted = cockpit.theme.color("muted");
    const plain = { fixedrange: true, zeroline: false, ticklabeloverflow: "allow", gridcolor: cockpit.theme.color("line"), tickmode: "array" };
    const [first, last] = [block.years[0], block.years[block.years.length - 1]];
    const years = block.years.filter((year) => year % (margin.narrow ? 10 : 5) === 0);
    return {
      margin,
      showlegend: false,
      hovermode: "closest",
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      font: { family: cockpit.theme.color("font"), size, color: muted },
      xaxis: Object.assign({}, plain, {
        range: [first, last],
        showgrid: false,
        tickvals: years,
        ticktext: years.map((year) => cockpit.numbers.year(year)),
        linecolor: cockpit.theme.color("line-strong"),
        showline: true,
      }),
      yaxis: Object.assign({}, plain, {
        range: [axis.low, axis.high],
        tickvals: axis.ticks,
        ticktext: axis.ticks.map((tick) => write(block, tick, digitsOf(axis))),
        zeroline: axis.low < 0,
        zerolinecolor: cockpit.theme.color("tick"),
        zerolinewidth: 1,
      }),
    };
  }

  function marginOf(block, axis, width) {
    const scale = cockpit.theme.length("size-chart") / 12;
    const ticks = axis.ticks.map((tick) => write(block, tick, digitsOf(axis)));
    const names = cockpit.plots.widest(block.series.filter((one) => !one.quiet).map((one) => one.name)) * 1.08 + 2 * GAP;
    return {
      l: Math.ceil(cockpit.plots.widest(ticks)) + 10,
      r: block.legend ? 20 * scale : Math.min(Math.ceil(names), Math.round(MOST_NAME * width)),
      t: TOP * scale,
      b: BOTTOM * scale,
      narrow: width < 420 * scale,
    };
  }

  // Where a series ends: of an area, the middle of its last slice.
  function endOf(block, index) {
    const values = block.series[index].values;
    if (!block.stacked || block.series[index].over) return values.filter(number).pop();
    const last = values.length - 1;
    const below = areas(block).slice(0, index).reduce((total, one) => total + (one.values[last] || 0), 0);
    return below + (values[last] || 0) / 2;
  }

  const isNamed = (block, one) => !block.stacked || one.over || (!block.legend && one.values[one.values.length - 1] > 0);

  function labels(place, block, axis, margin, size, year) {
    const box = place.lastChild;
    const height = size.height - margin.t - margin.b;
    const width = size.width - margin.l - margin.r;
    const tall = LABEL_HEIGHT * cockpit.theme.length("size-chart");
    const ends = block.series
      .map((one, index) => ({ one, value: endOf(block, index) }))
      .filter((end) => !end.one.quiet && number(end.value) && isNamed(block, end.one));
    ends.forEach((end) => (end.y = margin.t + (1 - (end.value - axis.low) / (axis.high - axis.low)) * height));
    cockpit.lines.spread(ends, tall / 2, margin.t + height - 3, tall);
    const mark = make("div", "year-mark");
    const first = block.years[0];
    const share = (year - first) / (block.years[block.years.length - 1] - first);
    mark.style.transform = "translateX(" + (margin.l + share * width).toFixed(1) + "px)";
    mark.style.top = margin.t + "px";
    mark.style.height = height + "px";
    const names = ends.map(function (end) {
      const label = make("span", "end-label" + (end.one.strong ? " is-chosen" : ""), end.one.name);
      label.title = end.one.name;
      label.style.setProperty("--own", "var(--" + (end.one.ink || end.one.color) + ")");
      label.style.maxInlineSize = margin.r - GAP + "px";
      label.style.transform = "translate(" + (margin.l + width + GAP) + "px," + (end.y - tall / 2).toFixed(1) + "px)";
      return label;
    });
    box.replaceChildren(mark, ...names);
  }

  // Areas that are gone at the end have no room for a name there: they are named under the drawing. Where most come and go
  // (`legend`), all are named above it, the topmost first.
  function keys(body, block) {
    if (!block.stacked) return;
    const gone = areas(block).filter((one) => !(one.values[one.values.length - 1] > 0) && one.values.some((value) => value > 0));
    const named = block.legend ? areas(block).slice().reverse() : gone;
    const shown = named.map((one) => one.name).join("\n");
    const list = body.querySelector(".area-keys") || make("ul", "part-keys area-keys");
    if (!list.parentNode) body[block.legend ? "prepend" : "append"](list);
    if (list.dataset.shown === shown) return;
    list.dataset.shown = shown;
    list.replaceChildren(
      ...named.map(function (one) {
        const item = make("li");
        const key = make("span", "key" + (one.pattern ? " is-striped" : ""));
        key.style.setProperty("--own", "var(--" + one.color + ")");
        item.append(key, make("span", "", one.name));
        return item;
      })
    );
  }

  function lines(body, block, kept, at) {
    const place = body.querySelector(".line-place") || frame(body);
    const light = at.holding && kept.size;
    // Asking for a size in the middle of a repaint makes the browser lay out the page: once a rest is enough.
    const size = light ? kept.size : { width: place.clientWidth, height: place.clientHeight };
    if (!window.Plotly || !size.width) {
      window.requestAnimationFrame(() => place.isConnected && lines(body, block, kept, at));
      return;
    }
    const before = kept.axis;
    const axis = axisOf(block, kept, at.holding);
    const plot = place.firstChild;
    const bent = light && axis === before && !block.stacked && bend(plot, block, axis, kept.margin, size);
    if (!bent) redraw(plot, block, kept, axis, size);
    plot.setAttribute("aria-label", block.title);
    labels(place, block, axis, kept.margin, size, at.year);
    keys(body, block);
    kept.size = size;
    kept.again = () => lines(body, block, kept, Object.assign({}, at, { holding: false }));
    if (kept.watched) return;
    kept.watched = new ResizeObserver(() => place.clientWidth && place.clientWidth !== kept.size.width && kept.again());
    kept.watched.observe(place);
  }

  function redraw(plot, block, kept, axis, size) {
    kept.margin = marginOf(block, axis, size.width);
    const traces = block.series.map((one) => traceOf(block, one, axis));
    window.Plotly.react(plot, traces, layoutOf(block, axis, kept.margin), CONFIG);
  }

  // The table behind: a row a year.
  function tableOf(block, words) {
    const rows = block.years.map((year, index) =>
      [cockpit.numbers.year(year)].concat(block.series.map((one) => (number(one.values[index]) ? write(block, one.values[index]) : "–")))
    );
    return { caption: block.subtitle, head: [words.year].concat(block.series.map((one) => one.name)), rows };
  }

  cockpit.lineBlocks = {
    tableOf,
    forget: function (body, kept) {
      const plot = body.querySelector(".line-plot");
      if (plot && window.Plotly) window.Plotly.purge(plot);
      if (kept.watched) kept.watched.disconnect();
    },
  };
  cockpit.kinds = Object.assign(cockpit.kinds || {}, { lines });
})(window.cockpit);
