// The map, recoloured in place, and the ranked list beside it. Scale and order hold while a lever is dragged.
(function (cockpit) {
  const SVG = "http://www.w3.org/2000/svg";
  const MIDDLE = "neutral";
  const SMALLEST = 0.5;
  const MOST_ROWS = 10;
  let shapes = [];
  let rows = [];
  let held = null;

  function start(boot) {
    const box = cockpit.byId("map");
    const line = cockpit.byId("subtitle-regions");
    line.dataset.alone = line.dataset.alone || line.textContent;
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("viewBox", "-2 -2 " + (boot.map.box[0] + 4) + " " + (boot.map.box[1] + 4));
    drawing.setAttribute("preserveAspectRatio", "xMidYMid meet");
    shapes = boot.regions.map(function (region) {
      const shape = document.createElementNS(SVG, "path");
      shape.setAttribute("d", boot.map.paths[region.id] || "");
      shape.append(document.createElementNS(SVG, "title"));
      drawing.append(shape);
      return shape;
    });
    const scale = cockpit.make("div", "map-scale");
    scale.dir = "ltr";
    const [low, ramp, high] = [cockpit.make("span"), cockpit.make("span", "scale-ramp"), cockpit.make("span")];
    low.id = "scale-low";
    high.id = "scale-high";
    scale.append(low, ramp, high);
    box.replaceChildren(drawing, scale);
    // A country without outlines has no map: its list stands alone.
    box.parentElement.hidden = !Object.keys(boot.map.paths).length;
    rows = [];
  }

  const partsOf = (name) => [1, 3, 5].map((at) => parseInt(cockpit.theme.color(name).slice(at, at + 2), 16));

  function mix(share) {
    const end = partsOf(share < 0 ? "lost" : "created");
    const weight = Math.min(1, Math.abs(share));
    const parts = partsOf(MIDDLE).map((from, index) => Math.round(from + (end[index] - from) * weight));
    return "rgb(" + parts.join(",") + ")";
  }

  // A round number of workers per 100 at the ends of the scale, so that the colour can be read back.
  function scaleOf(rates) {
    const largest = Math.max(SMALLEST, ...rates.map(Math.abs));
    const power = Math.pow(10, Math.floor(Math.log10(largest)));
    return [1, 2, 3, 5, 10].map((times) => times * power).find((size) => size >= largest * 0.9999);
  }

  function orderOf(rates) {
    const order = rates.map((_, index) => index).sort((one, other) => rates[other] - rates[one]);
    if (order.length <= MOST_ROWS) return order;
    return order.slice(0, MOST_ROWS / 2).concat(order.slice(-MOST_ROWS / 2));
  }

  function paint(view, holding) {
    const answer = view.answers[view.active];
    if (!answer) return;
    const rates = answer.regions.rate;
    const line = cockpit.byId("subtitle-regions");
    const other = cockpit.against.slot();
    cockpit.say(line, other === null ? line.dataset.alone : cockpit.fill(view.boot.tools.rateAgainst, { name: cockpit.against.name() }));
    const beyond = held && rates.some((rate) => Math.abs(rate) > held.scale);
    if (!holding || !held) settle(view, rates);
    else if (beyond) rescale(rates);
    const names = view.boot.regions;
    shapes.forEach(function (shape, index) {
      const colour = mix(rates[index] / held.scale);
      if (shape.getAttribute("fill") !== colour) shape.setAttribute("fill", colour);
    });
    held.order.forEach(function (index, row) {
      cockpit.say(rows[row].lastChild, cockpit.numbers.signed(rates[index], 1));
      rows[row].classList.toggle("is-loss", rates[index] <= -0.05);
      cockpit.say(rows[row].firstChild, names[index].name);
    });
    if (!holding) {
      shapes.forEach((shape, index) =>
        cockpit.say(shape.firstChild, names[index].name + ": " + cockpit.numbers.signed(rates[index], 1))
      );
    }
  }

  function rescale(rates) {
    held.scale = scaleOf(rates);
    cockpit.say(cockpit.byId("scale-low"), cockpit.numbers.signed(-held.scale, held.scale < 1 ? 1 : 0));
    cockpit.say(cockpit.byId("scale-high"), cockpit.numbers.signed(held.scale, held.scale < 1 ? 1 : 0));
  }

  function settle(view, rates) {
    held = { order: orderOf(rates), scale: SMALLEST };
    rescale(rates);
    const list = cockpit.byId("ranks");
    if (rows.length === held.order.length) return;
    rows = held.order.map(function () {
      const row = cockpit.make("li");
      row.append(cockpit.make("span", "rank-name"), cockpit.make("span", "rank-value"));
      return row;
    });
    list.classList.toggle("is-cut", view.boot.regions.length > MOST_ROWS);
    list.replaceChildren(...rows);
  }

  cockpit.regions = { start, paint, shade: mix, scaleOf };
})(window.cockpit);
