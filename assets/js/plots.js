// Plotly frames: light repaints while a lever moves, one full redraw when it rests. Labels are HTML on top, because
// moving a text is a hundred times cheaper than asking plotly to.
(function (cockpit) {
  const INSTANT = { transition: { duration: 0 }, frame: { duration: 0, redraw: false }, mode: "immediate" };
  const frames = new Map();

  // Returns the frame's plot once plotly has drawn it, null before.
  function plot(name) {
    const known = frames.get(name);
    if (known && known.isConnected) return known;
    const found = document.querySelector("#chart-" + name + " .js-plotly-plot");
    if (!found || !found._fullLayout || !window.Plotly) return null;
    frames.set(name, found);
    return found;
  }

  cockpit.plots = {
    plot,

    // Replaces the data of some traces and nothing else. `data` has one entry per trace.
    nudge: function (name, data, traces) {
      const graph = plot(name);
      if (graph) window.Plotly.animate(graph, { data, traces }, INSTANT);
    },

    // Redraws everything: `change` edits copies of the data and the layout.
    redraw: function (name, change) {
      const graph = plot(name);
      if (!graph) return;
      const data = graph.data.map((trace) => Object.assign({}, trace, { line: Object.assign({}, trace.line) }));
      const layout = Object.assign({}, graph.layout);
      layout.xaxis = Object.assign({}, layout.xaxis);
      layout.yaxis = Object.assign({}, layout.yaxis);
      change(data, layout);
      window.Plotly.react(graph, data, layout);
    },

    setAxis: function (axis, round, words) {
      axis.range = [round.low, round.high];
      axis.tickvals = round.ticks;
      axis.ticktext = round.ticks.map(words);
    },

    // The plotting area in pixels, from the frame's size and the fixed margins.
    area: function (name, margin) {
      const box = cockpit.byId("labels-" + name);
      const width = box.clientWidth;
      const height = box.clientHeight;
      return {
        left: margin.l,
        top: margin.t,
        right: width - margin.r,
        width: Math.max(1, width - margin.l - margin.r),
        height: Math.max(1, height - margin.t - margin.b),
      };
    },

    // Calls back once every named frame is drawn; a page without plotly goes on without charts.
    whenDrawn: function (names, then) {
      let tries = 0;
      (function look() {
        if (names.every(plot)) then();
        else if ((tries += 1) < 1200) window.requestAnimationFrame(look);
      })();
    },
  };
})(window.cockpit);
