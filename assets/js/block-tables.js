// Blocks that are tables with a drawing in them: the waterfall, and two dimensions crossed (dashboard/views/blocks.py).
(function (cockpit) {
  const make = cockpit.make;
  const STRONGEST = 0.34;

  function headOf(words, drawing) {
    const head = make("tr");
    words.forEach(function (one, at) {
      const cell = make("th", at === drawing ? "is-drawing" : "", one);
      cell.scope = "col";
      head.append(cell);
    });
    const top = make("thead");
    top.append(head);
    return top;
  }

  function nameOf(words) {
    const name = make("th", "", words);
    name.scope = "row";
    return name;
  }

  // The name of a row: what opens says so; a lever asks whose jobs it changes (the choice of another block of the view).
  function fallName(name, given, opened) {
    const [key, label, , , , , inside] = given;
    if (!key) return cockpit.say(name, label);
    const opens = inside.length > 0;
    const button = make("button", opens ? "opener" : "opener is-leaf", label);
    button.type = "button";
    button.dataset.fall = key;
    if (opens) button.setAttribute("aria-expanded", String(opened));
    return name.replaceChildren(button);
  }

  function fallRow(block, given, parent, kept) {
    const { bar, trackOf, percent } = cockpit.bars;
    const [key, , net, parts, from, to] = given;
    const total = given === block.total;
    const row = make("tr", total ? "is-total" : parent ? "is-part" : "");
    const name = nameOf("");
    fallName(name, given, kept.open.has(key));
    const cell = make("td", "is-drawing");
    const track = trackOf("has-zero");
    track.style.setProperty("--zero", percent(block.zero));
    bar(track, from, to, total ? "is-sum" : to < from ? "is-lost" : "is-created");
    cell.append(track);
    const channels = parts.map(function (words, channel) {
      const amount = make("td", "is-channel", words);
      amount.dataset.name = block.head[channel + 3];
      return amount;
    });
    row.append(name, cell, make("td", "is-net", net), ...channels);
    return row;
  }

  // Asks for the people of a row, where the view lets choose them.
  function askWhose(body, key) {
    const select = body.closest(".detail").querySelector("[data-choice='whose']");
    if (!select || !Array.from(select.options).some((option) => option.value === key) || select.value === key) return;
    select.value = key;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function waterfall(body, block, kept) {
    kept.open = kept.open || new Set();
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.fall : null;
    const table = make("table", "waterfall");
    const rows = make("tbody");
    block.rows.forEach(function (given) {
      rows.append(fallRow(block, given, null, kept));
      if (kept.open.has(given[0])) given[6].forEach((inner) => rows.append(fallRow(block, inner, given, kept)));
    });
    rows.append(fallRow(block, block.total, null, kept));
    table.append(headOf(block.head, 1), rows);
    table.addEventListener("click", function (event) {
      const button = event.target.closest("[data-fall]");
      if (!button) return;
      const key = button.dataset.fall;
      if (button.hasAttribute("aria-expanded")) {
        if (!kept.open.delete(key)) kept.open.add(key);
        waterfall(body, block, kept);
      }
      askWhose(body, key);
    });
    body.replaceChildren(table);
    if (focused) {
      const again = body.querySelector("[data-fall='" + focused + "']");
      if (again) again.focus();
    }
  }

  // Numbers in words; the shade only repeats them, so it stays faint enough to read on.
  function matrix(body, block, kept, at) {
    const all = block.rows.flatMap((row) => row.values).map(Math.abs);
    if (!at.holding || !kept.largest) kept.largest = Math.max(...all, 1e-9);
    const table = make("table", "matrix");
    const rows = make("tbody");
    block.rows.concat(block.total ? [block.total] : []).forEach(function (given, index) {
      const total = index === block.rows.length;
      const row = make("tr", total ? "is-total" : "");
      row.append(nameOf(given.name));
      given.words.forEach(function (words, column) {
        const value = given.values[column];
        const cell = make("td", value === undefined ? "is-net" : "", words);
        if (given.beside) cell.append(make("span", "cell-beside", given.beside[column] || ""));
        const strength = Math.min(1, Math.abs(value || 0) / kept.largest) * STRONGEST;
        if (!total && strength > 0.01) cell.style.background = cockpit.theme.faint(value < 0 ? "lost" : "created", strength);
        row.append(cell);
      });
      rows.append(row);
    });
    table.append(headOf(block.head, -1), rows);
    body.replaceChildren(table);
  }

  cockpit.kinds = Object.assign(cockpit.kinds || {}, { waterfall, matrix });
})(window.cockpit);
