// A map coloured by a series, beside the ranked bars of the same regions (dashboard/views/blocks.py).
(function (cockpit) {
  const SVG = "http://www.w3.org/2000/svg";
  const make = cockpit.make;

  function drawing(boot) {
    const map = document.createElementNS(SVG, "svg");
    map.setAttribute("viewBox", "-2 -2 " + (boot.map.box[0] + 4) + " " + (boot.map.box[1] + 4));
    map.setAttribute("preserveAspectRatio", "xMidYMid meet");
    boot.regions.forEach(function (region) {
      const shape = document.createElementNS(SVG, "path");
      shape.setAttribute("d", boot.map.paths[region.id] || "");
      shape.append(document.createElementNS(SVG, "title"));
      map.append(shape);
    });
    return map;
  }

  function frame(body, block, boot) {
    const place = make("div", "map-place");
    const drawn = Object.keys(boot.map.paths).length > 0;
    if (drawn) {
      const map = make("div", block.losses ? "map is-losses" : "map");
      map.setAttribute("role", "img");
      const scale = make("div", "map-scale");
      scale.dir = "ltr";
      scale.append(make("span"), make("span", "scale-ramp"), make("span"));
      map.append(drawing(boot), scale);
      place.append(map, make("p", "boundaries", block.boundaries));
    } else place.append(make("p", "quiet", block.missing));
    const ranked = make("div", "map-ranked");
    body.replaceChildren(place, ranked);
    body.classList.add("has-map");
    return ranked;
  }

  function map(body, block, kept, at) {
    const ranked = body.querySelector(":scope > .map-ranked") || frame(body, block, at.boot);
    cockpit.kinds.bars(ranked, block, kept, at);
    const box = body.querySelector(".map");
    if (!box) return;
    box.setAttribute("aria-label", block.title);
    const beyond = block.values.some((value) => Math.abs(value) > kept.mapScale);
    if (!at.holding || !kept.mapScale || beyond) kept.mapScale = cockpit.regions.scaleOf(block.values);
    box.querySelectorAll("path").forEach(function (shape, index) {
      const side = block.losses ? -1 : 1;
      const colour = cockpit.regions.shade((side * block.values[index]) / kept.mapScale);
      if (shape.getAttribute("fill") !== colour) shape.setAttribute("fill", colour);
      cockpit.say(shape.firstChild, at.boot.regions[index].name + ": " + block.words[index]);
    });
    const [low, , high] = box.querySelector(".map-scale").children;
    const digits = kept.mapScale < 1 ? 1 : 0;
    cockpit.say(low, block.losses ? cockpit.numbers.decimal(0, 0) : cockpit.numbers.signed(-kept.mapScale, digits));
    const most = block.losses ? cockpit.numbers.decimal(kept.mapScale, digits) : cockpit.numbers.signed(kept.mapScale, digits);
    cockpit.say(high, most + (block.suffix || ""));
  }

  cockpit.kinds = Object.assign(cockpit.kinds || {}, { map });
})(window.cockpit);
