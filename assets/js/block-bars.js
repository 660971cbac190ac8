// Bars of the views' blocks (dashboard/views/blocks.py): plain elements, so that they cost nothing to move. Amounts run from
// left to right in every language. A drawer fills `body`, and keeps in `kept` what must hold while a lever is dragged.
(function (cockpit) {
  const make = cockpit.make;
  // Where both sides of a bar can be seen, a mark says what is left of them.
  const MARKED = 0.02;
  // Columns that leave a phone no room for a drawing beside them.
  const MANY = 5;
  const percent = (share) => (100 * share).toFixed(2) + "%";

  // A bar from one share of the track to another.
  function bar(track, from, to, className) {
    if (from === to) return;
    const piece = make("span", "piece " + className);
    piece.style.left = percent(Math.min(from, to));
    piece.style.width = percent(Math.abs(to - from));
    track.append(piece);
  }

  function trackOf(className) {
    const track = make("span", "track " + (className || ""));
    track.dir = "ltr";
    track.setAttribute("aria-hidden", "true");
    return track;
  }

  function line(label, words, track) {
    const row = make("li", "bar-row");
    row.append(make("span", "bar-name", label), track, make("span", "bar-value", words));
    return row;
  }

  function stack(body, block) {
    const list = make("ul", "bar-list");
    block.rows.forEach(function ([label, words, shares]) {
      const track = trackOf();
      let at = 0;
      shares.forEach(function (share, stage) {
        bar(track, at, at + share, "stage-" + stage);
        at += share;
      });
      list.append(line(label, words, track));
    });
    const legend = make("ul", "legend");
    block.legend.forEach(function ([label, words, share], stage) {
      const item = make("li");
      item.append(make("span", "key stage-" + stage), make("span", "", label), make("b", "", words), make("span", "quiet", share));
      legend.append(item);
    });
    body.replaceChildren(list, legend);
  }

  function change(body, block) {
    const all = block.groups.flatMap((group) => group.rows.map((row) => row[2]));
    const low = Math.min(0, ...all);
    const span = Math.max(0, ...all) - low || 1;
    const parts = block.groups.flatMap(function (group) {
      const found = [make("h3", "bar-heading", group.name)];
      if (group.note) found.push(make("p", "quiet", group.note));
      const list = make("ul", "bar-list");
      group.rows.forEach(function ([label, words, share]) {
        const track = trackOf("has-zero");
        track.style.setProperty("--zero", percent(-low / span));
        bar(track, -low / span, (share - low) / span, share < 0 ? "is-lost" : "is-created");
        list.append(line(label, words, track));
      });
      if (group.rows.length) found.push(list);
      const box = make("div", "bar-group");
      box.append(...found);
      return [box];
    });
    body.replaceChildren(...parts);
  }

  function list(body, block) {
    const box = make("dl", "figures");
    block.rows.forEach(function ([label, words]) {
      const row = make("div");
      row.append(make("dt", "", label), make("dd", "", words));
      box.append(row);
    });
    body.replaceChildren(box);
  }

  // --- ranked bars, whole or of several parts, that open into what they are made of ---

  const sum = (values, sign) => values.reduce((total, value) => total + Math.max(0, sign * value), 0);

  function scaleOf(rows) {
    const low = -Math.max(0, ...rows.map((row) => sum(row.values, -1)));
    return { low, high: Math.max(0, ...rows.map((row) => sum(row.values, 1))) };
  }

  // The scale holds while a lever moves, and grows if something no longer fits.
  function hold(kept, rows, holding) {
    const now = scaleOf(rows);
    if (!holding || !kept.scale) kept.scale = now;
    else kept.scale = { low: Math.min(kept.scale.low, now.low), high: Math.max(kept.scale.high, now.high) };
    return kept.scale;
  }

  const styleOf = (row, part, value) => (part ? part[1] : row.strong ? "sum" : value < 0 ? "lost" : "created");

  function draw(track, row, parts, scale) {
    const span = scale.high - scale.low || 1;
    const place = (value) => (value - scale.low) / span;
    track.style.setProperty("--zero", percent(place(0)));
    let up = 0;
    let down = 0;
    track.replaceChildren();
    row.values.forEach(function (value, at) {
      const from = value < 0 ? down : up;
      bar(track, place(from), place(from + value), "is-" + styleOf(row, parts[at], value));
      if (value < 0) down += value;
      else up += value;
    });
    if (Math.min(up, -down) < MARKED * span) return;
    const net = make("span", "net-mark");
    net.style.left = percent(place(up + down));
    track.append(net);
  }

  const boldOf = (block) => (block.bold === undefined ? block.columns.length - 1 : block.bold);

  function rowElement(block, row, parent) {
    const element = make("tr", parent ? "is-part" : row.strong ? "is-total" : "");
    const name = make("th");
    name.scope = "row";
    const cell = make("td", "is-drawing");
    cell.append(trackOf("has-zero"));
    element.append(name, cell, ...block.columns.map((_, at) => make("td", at === boldOf(block) ? "is-net" : "is-figure")));
    return element;
  }

  function dress(element, row, block, kept) {
    const name = element.firstChild;
    if (row.rows && row.rows.length) {
      if (!name.firstElementChild) {
        const opener = make("button", "opener");
        opener.type = "button";
        opener.dataset.opens = row.key;
        name.replaceChildren(opener);
      }
      cockpit.say(name.firstElementChild, row.name);
      name.firstElementChild.setAttribute("aria-expanded", String(kept.open.has(row.key)));
    } else cockpit.say(name, row.name);
    element.classList.toggle("is-leaf", !(row.rows && row.rows.length));
    draw(element.children[1].firstChild, row, block.parts, kept.scale);
    row.words.forEach((words, at) => cockpit.say(element.children[2 + at], words));
  }

  function frame(body, block, kept, again) {
    const table = make("table", "bars" + (block.columns.length >= MANY ? " has-many" : ""));
    const head = make("tr");
    [block.head, ""].concat(block.columns).forEach(function (words, at) {
      const cell = make(at === 1 ? "td" : "th", at === 1 ? "is-drawing" : at === boldOf(block) + 2 ? "is-net" : at ? "is-figure" : "", words);
      if (at !== 1) cell.scope = "col";
      head.append(cell);
    });
    const top = make("thead");
    top.append(head);
    table.append(top, make("tbody"));
    const legend = make("ul", "part-keys");
    block.parts.forEach(function ([name, style]) {
      const item = make("li");
      item.append(make("span", "key is-" + style), make("span", "", name));
      legend.append(item);
    });
    body.replaceChildren(...(block.parts.length > 1 ? [legend] : []), table);
    table.addEventListener("click", function (event) {
      const opener = event.target.closest("[data-opens]");
      if (!opener) return;
      const key = opener.dataset.opens;
      if (!kept.open.delete(key)) kept.open.add(key);
      again();
    });
    kept.shape = shapeOf(block);
    kept.rows = new Map();
    kept.open = kept.open || new Set();
    return table;
  }

  const shapeOf = (block) => JSON.stringify([block.head, block.columns, block.parts]);

  // In the order that is held, then what is new.
  function ordered(rows, kept, holding) {
    if (!holding || !kept.order) kept.order = rows.map((row) => row.key);
    const place = (row) => (kept.order.includes(row.key) ? kept.order.indexOf(row.key) : kept.order.length);
    return rows.slice().sort((one, other) => place(one) - place(other));
  }

  function bars(body, block, kept, at) {
    if (kept.shape !== shapeOf(block) || !body.querySelector("table.bars")) {
      frame(body, block, kept, () => bars(body, kept.block, kept, Object.assign({}, at, { holding: true })));
    }
    kept.block = block;
    hold(kept, block.rows.concat(...block.rows.map((row) => row.rows || [])), at.holding);
    const shown = [];
    ordered(block.rows, kept, at.holding).forEach(function (row) {
      shown.push([row, null]);
      if (kept.open.has(row.key)) (row.rows || []).forEach((part) => shown.push([part, row]));
    });
    const elements = shown.map(function ([row, parent]) {
      const key = (parent ? parent.key + "/" : "") + row.key;
      if (!kept.rows.has(key)) kept.rows.set(key, rowElement(block, row, parent));
      const element = kept.rows.get(key);
      dress(element, row, block, kept);
      return element;
    });
    const rows = body.querySelector("table.bars tbody");
    rows.parentElement.classList.toggle("has-openers", block.rows.some((row) => row.rows));
    const same = rows.children.length === elements.length && elements.every((one, index) => rows.children[index] === one);
    if (!same) rows.replaceChildren(...elements);
  }

  cockpit.bars = { bar, trackOf, percent };
  cockpit.kinds = Object.assign(cockpit.kinds || {}, { stack, change, list, bars });
})(window.cockpit);
