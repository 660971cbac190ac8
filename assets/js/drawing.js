// A chart as one SVG: plotly's own drawing, our maps, and the words, bars and lines that are plain elements on the page,
// each where it stands and in the colour it wears. Nothing is fetched, and no name is read as markup.
(function (cockpit) {
  const SVG = "http://www.w3.org/2000/svg";
  const EDGE = 24;
  const LEAST = 640;
  const STRIPES = "stripes";

  function node(tag, attributes, words) {
    const element = document.createElementNS(SVG, tag);
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    if (words !== undefined) element.textContent = words;
    return element;
  }

  const seen = (style, box) => style.visibility !== "hidden" && style.display !== "none" && box.width > 0 && box.height > 0;
  const solid = (colour) => colour && colour !== "transparent" && !/,\s*0\)$/.test(colour);

  // --- what is on the page ---

  async function capture(frame) {
    const origin = frame.getBoundingClientRect();
    const place = (box) => ({ x: box.left - origin.left, y: box.top - origin.top, width: box.width, height: box.height });
    const group = node("g");
    await walk(frame, group, place);
    return { group, width: origin.width, height: origin.height };
  }

  async function walk(element, group, place) {
    const style = window.getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (element.matches(".visually-hidden") || style.visibility === "hidden" || style.display === "none") return;
    if (element._fullLayout) return void group.append(await plotly(element, place(box)));
    if (element instanceof SVGSVGElement) return void group.append(inline(element, place(box)));
    if (seen(style, box)) paint(element, style, place(box), group);
    before(element, place(box), group);
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) words(child, style, place, group, element);
      else if (child.nodeType === Node.ELEMENT_NODE) await walk(child, group, place);
    }
  }

  async function plotly(graph, at) {
    const address = await window.Plotly.toImage(graph, { format: "svg", width: Math.round(at.width), height: Math.round(at.height) });
    const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    const drawing = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
    ["x", "y", "width", "height"].forEach((name) => drawing.setAttribute(name, at[name]));
    return drawing;
  }

  // A drawing of ours takes its colours from the style sheets: they are written into the copy.
  function inline(drawing, at) {
    const copy = drawing.cloneNode(true);
    const [from, to] = [drawing, copy].map((one) => Array.from(one.querySelectorAll("*")));
    from.forEach(function (original, index) {
      const style = window.getComputedStyle(original);
      ["fill", "stroke", "stroke-width", "opacity", "font-size", "font-weight", "font-family", "text-anchor"].forEach((name) =>
        to[index].setAttribute(name, style.getPropertyValue(name))
      );
    });
    ["x", "y", "width", "height"].forEach((name) => copy.setAttribute(name, at[name]));
    copy.removeAttribute("class");
    return copy;
  }

  // --- plain elements ---

  function paint(element, style, at, group) {
    const image = style.backgroundImage;
    const corner = Math.min(parseFloat(style.borderTopLeftRadius) || 0, at.height / 2);
    const shape = { x: at.x, y: at.y, width: at.width, height: at.height, rx: corner, opacity: style.opacity };
    if (image.startsWith("repeating")) group.append(node("rect", Object.assign(shape, { fill: "url(#" + STRIPES + ")" })));
    else if (image.startsWith("linear")) group.append(node("rect", Object.assign(shape, { fill: "url(#ramp)" })));
    else if (solid(style.backgroundColor)) group.append(node("rect", Object.assign(shape, { fill: style.backgroundColor })));
    const line = parseFloat(style.borderBottomWidth) || 0;
    if (line && style.borderBottomStyle !== "none" && solid(style.borderBottomColor)) {
      group.append(node("rect", { x: at.x, y: at.y + at.height - line, width: at.width, height: line, fill: style.borderBottomColor }));
    }
  }

  // The line at zero of a bar's track is drawn by the style sheet.
  function before(element, at, group) {
    if (!element.matches(".has-zero")) return;
    const style = window.getComputedStyle(element, "::before");
    const [left, top, width, height] = [style.left, style.top, style.width, style.height].map(parseFloat);
    group.append(node("rect", { x: at.x + left, y: at.y + top, width, height, fill: style.backgroundColor }));
  }

  function words(text, style, place, group, parent) {
    if (!text.data.trim()) return;
    lines(text).forEach(function ({ words, box }) {
      const at = place(box);
      const size = parseFloat(style.fontSize);
      const right = style.direction === "rtl" && !/^[\x00-\x7f\u2212]*$/.test(words);
      const attributes = {
        x: right ? at.x + at.width : at.x,
        y: at.y + at.height / 2 + size * 0.35,
        fill: style.color,
        "font-size": size,
        "font-weight": style.fontWeight,
        "font-family": cockpit.theme.color("font"),
      };
      if (right) attributes.direction = "rtl";
      group.append(node("text", attributes, cut(words, parent)));
    });
  }

  // What the page cuts with dots is cut here too: there is no more room for it.
  function cut(words, parent) {
    const room = parent.clientWidth / parent.scrollWidth;
    if (!parent.clientWidth || room >= 1 || window.getComputedStyle(parent).textOverflow !== "ellipsis") return words;
    return words.slice(0, Math.max(1, Math.floor(words.length * room) - 1)) + "\u2026";
  }

  // The lines that a text takes on the page.
  function lines(text) {
    const found = [];
    const range = document.createRange();
    for (const word of text.data.matchAll(/\S+/g)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      const last = found[found.length - 1];
      if (!box.width) continue;
      if (last && Math.abs(last.box.top - box.top) < box.height / 2) {
        last.words += " " + word[0];
        last.box = union(last.box, box);
      } else found.push({ words: word[0], box });
    }
    return found;
  }

  function union(one, other) {
    const left = Math.min(one.left, other.left);
    const top = Math.min(one.top, other.top);
    return { left, top, width: Math.max(one.left + one.width, other.left + other.width) - left, height: Math.max(one.height, other.height) };
  }

  // --- the sheet ---

  function paints() {
    const defs = node("defs");
    const pattern = node("pattern", { id: STRIPES, width: 4.5, height: 4.5, patternUnits: "userSpaceOnUse" });
    pattern.append(node("rect", { width: 3, height: 4.5, fill: cockpit.theme.color("lost") }));
    const ramp = node("linearGradient", { id: "ramp" });
    ["lost", "neutral", "created"].forEach((name, at) => ramp.append(node("stop", { offset: at / 2, "stop-color": cockpit.theme.color(name) })));
    defs.append(pattern, ramp);
    return defs;
  }

  function measure(words, font) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    return pen.measureText(words).width;
  }

  // Breaks words over lines; what has no space (an address) is broken anywhere.
  function broken(words, size, weight, width) {
    const font = weight + " " + size + "px " + cockpit.theme.color("font");
    const rows = [];
    const pieces = words.split(/(\s+)/).flatMap((piece) => (piece.length > 60 ? piece.match(/.{1,20}/gs) : [piece]));
    let row = "";
    pieces.forEach(function (piece) {
      if (row && measure(row + piece, font) > width) {
        rows.push(row.trim());
        row = piece;
      } else row += piece;
    });
    return rows.concat(row.trim()).filter(Boolean);
  }

  // `about` are [words, kind] from top to bottom under the drawing; kinds are sizes.
  async function sheet(frame, title, subtitle, about) {
    const { group, width, height } = await capture(frame);
    const wide = Math.max(LEAST, Math.ceil(width) + 2 * EDGE);
    const right = cockpit.byId("page").dir === "rtl";
    const all = node("svg", { xmlns: SVG, width: wide, direction: right ? "rtl" : "ltr" });
    let y = EDGE;
    const write = function (words, size, weight, colour) {
      broken(words, size, weight, wide - 2 * EDGE).forEach(function (row) {
        y += size * 1.3;
        const address = /^https?:/.test(words);
        const attributes = { x: right && !address ? wide - EDGE : EDGE, y: y - size * 0.3, direction: right && !address ? "rtl" : "ltr", "font-size": size, "font-weight": weight, fill: colour, "font-family": cockpit.theme.color("font") };
        all.append(node("text", attributes, row));
      });
    };
    const paper = node("rect", { width: "100%", height: "100%", fill: cockpit.theme.color("paper") });
    all.append(node("title", {}, title), node("desc", {}, about.join("\n")), paints(), paper);
    write(title, 20, 700, cockpit.theme.color("ink"));
    write(subtitle, 14, 400, cockpit.theme.color("muted"));
    y += 10;
    const clip = node("svg", { x: (wide - width) / 2, y, width, height, direction: "ltr", overflow: "hidden" });
    clip.append(group);
    all.append(clip);
    y += height + 14;
    about.forEach((words, at) => write(words, at < 2 ? 12 : 9, 400, cockpit.theme.color("muted")));
    y = Math.ceil(y + EDGE * 0.7);
    all.setAttribute("height", y);
    all.setAttribute("viewBox", "0 0 " + wide + " " + y);
    return { text: new XMLSerializer().serializeToString(all), width: wide, height: y };
  }

  // The sheet in dots, sharp on a projector and on paper.
  async function dots(drawn, times) {
    const address = URL.createObjectURL(new Blob([drawn.text], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = drawn.width * times;
      canvas.height = drawn.height * times;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((done) => canvas.toBlob(done, "image/png"));
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  cockpit.drawing = { sheet, dots };
})(window.cockpit);
