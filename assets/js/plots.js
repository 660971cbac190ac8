// Plotly frames: while a lever moves, the lines that plotly has drawn are bent in place; when it rests, plotly redraws.
// Plotly.animate, the official light way, costs 15 ms a chart; a new path on the same element costs 0.1 ms and gives the
// same picture as long as the axes hold. Labels are HTML on top, because moving a text is as cheap.
(function (cockpit) {
  const frames = new Map();
  const areas = new Map();

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

    // Bends the lines of one trace: `runs` are its unbroken pieces, as points in the pixels of the plotting area. The trace
    // is found by the uid that the figure gave it. Says whether plotly had drawn as many pieces as there are.
    bend: function (name, uid, runs) {
      const graph = plot(name);
      const paths = graph ? graph.querySelectorAll(".trace" + CSS.escape(uid) + " path.js-line") : [];
      if (!runs.length || paths.length !== runs.length) return false;
      runs.forEach((points, at) => paths[at].setAttribute("d", "M" + points.join("L")));
      return true;
    },

    // Redraws everything: `change` edits copies of the data and the layout.
    redraw: function (name, change) {
      const graph = plot(name);
      if (!graph) return;
      const data = graph.data.map((trace) => Object.assign({}, trace, { line: Object.assign({}, trace.line) }));
      const layout = Object.assign({}, graph.layout);
      layout.xaxis = Object.assign({}, layout.xaxis);
      layout.yaxis = Object.assign({}, layout.yaxis);
      layout.font = Object.assign({}, layout.font, { color: cockpit.theme.color("muted"), size: cockpit.theme.length("size-chart") });
      layout.xaxis.gridcolor = layout.yaxis.gridcolor = cockpit.theme.color("line");
      change(data, layout);
      window.Plotly.react(graph, data, layout);
    },

    setAxis: function (axis, round, words) {
      axis.range = [round.low, round.high];
      axis.tickvals = round.ticks;
      axis.ticktext = round.ticks.map(words);
    },

    // The width of the widest of some words at the size of the charts' letters, in pixels.
    widest: function (words) {
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = cockpit.theme.length("size-chart") + "px " + cockpit.theme.color("font");
      return Math.max(0, ...words.map((one) => pen.measureText(one).width));
    },

    // A chart's fixed margins, larger where the theme's letters are.
    scaled: function (margin) {
      const times = cockpit.theme.length("size-chart") / 12;
      return { l: margin.l * times, r: margin.r * times, t: margin.t * times, b: margin.b * times };
    },

    // The plotting area in pixels, from the frame's size and the fixed margins.
    area: function (name, margin) {
      const known = areas.get(name);
      if (known && known.left === margin.l && known.top === margin.t && known.full - known.right === margin.r) return known;
      const box = cockpit.byId("labels-" + name);
      const width = known ? known.full : box.clientWidth;
      const height = known ? known.tall : box.clientHeight;
      const area = {
        full: width,
        tall: height,
        left: margin.l,
        top: margin.t,
        right: width - margin.r,
        width: Math.max(1, width - margin.l - margin.r),
        height: Math.max(1, height - margin.t - margin.b),
      };
      areas.set(name, area);
      return area;
    },

    // Sizes are remembered, because asking the browser for one in the middle of a repaint makes it lay out the page.
    resized: () => areas.clear(),

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
