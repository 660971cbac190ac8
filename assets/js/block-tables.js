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

  function waterfall(body, block) {
    const { bar, trackOf, percent } = cockpit.bars;
    if (!block.rows.length) return body.replaceChildren();
    const table = make("table", "waterfall");
    const figures = block.head.slice(2);
    const rows = make("tbody");
    block.rows.concat([block.total]).forEach(function (given, index) {
      const [label, net, parts, from, to] = given;
      const last = index === block.rows.length;
      const row = make("tr", last ? "is-total" : "");
      const cell = make("td", "is-drawing");
      const track = trackOf("has-zero");
      track.style.setProperty("--zero", percent(block.zero));
      bar(track, from, to, last ? "is-sum" : to < from ? "is-lost" : "is-created");
      cell.append(track);
      const channels = parts.map(function (words, channel) {
        const amount = make("td", "is-channel", words);
        amount.dataset.name = figures[channel + 1];
        return amount;
      });
      row.append(nameOf(label), cell, make("td", "is-net", net), ...channels);
      rows.append(row);
    });
    table.append(headOf(block.head, 1), rows);
    return body.replaceChildren(table);
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
