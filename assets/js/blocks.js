// The pieces of the views beside the overview, as dashboard/views/ sends them: bars are plain elements, numbers are text.
(function (cockpit) {
  const make = cockpit.make;
  const percent = (share) => (100 * share).toFixed(2) + "%";

  // A bar from one share of the track to another; time and amounts run from left to right in every language.
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

  function stack(block) {
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
    return [list, legend];
  }

  function change(block) {
    const all = block.groups.flatMap((group) => group.rows.map((row) => row[2]));
    const low = Math.min(0, ...all);
    const span = Math.max(0, ...all) - low || 1;
    return block.groups.flatMap(function (group) {
      const parts = [make("h3", "bar-heading", group.name)];
      if (group.note) parts.push(make("p", "quiet", group.note));
      const list = make("ul", "bar-list");
      group.rows.forEach(function ([label, words, share]) {
        const track = trackOf("has-zero");
        track.style.setProperty("--zero", percent(-low / span));
        bar(track, -low / span, (share - low) / span, share < 0 ? "is-lost" : "is-created");
        list.append(line(label, words, track));
      });
      if (group.rows.length) parts.push(list);
      return parts;
    });
  }

  function list(block) {
    const box = make("dl", "figures");
    block.rows.forEach(function ([label, words]) {
      const row = make("div");
      row.append(make("dt", "", label), make("dd", "", words));
      box.append(row);
    });
    return [box];
  }

  function waterfall(block) {
    if (!block.rows.length) return [];
    const table = make("table", "waterfall");
    const head = make("tr");
    const [lever, drawing, ...figures] = block.head;
    [lever, drawing, ...figures].forEach(function (words, at) {
      const cell = make("th", at === 1 ? "is-drawing" : "", words);
      cell.scope = "col";
      head.append(cell);
    });
    const body = make("tbody");
    block.rows.concat([block.total]).forEach(function (given, index) {
      const [label, net, parts, from, to] = given;
      const last = index === block.rows.length;
      const row = make("tr", last ? "is-total" : "");
      const name = make("th", "", label);
      name.scope = "row";
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
      row.append(name, cell, make("td", "is-net", net), ...channels);
      body.append(row);
    });
    const top = make("thead");
    top.append(head);
    table.append(top, body);
    return [table];
  }

  const kinds = { stack, change, list, waterfall };

  // `open` says which tables were open before, so that a new answer does not close them.
  function card(block, words, open) {
    const box = make("article", "block block-" + block.id);
    box.append(make("h2", "chart-title", block.title), make("p", "chart-subtitle", block.subtitle), ...kinds[block.kind](block));
    if (block.table) {
      const behind = make("details", "block-table");
      behind.dataset.block = block.id;
      behind.open = open.has(block.id);
      behind.append(make("summary", "", words.showTable), cockpit.tables.build(block.table));
      box.append(behind);
    }
    return box;
  }

  cockpit.blocks = {
    draw: function (box, answer, words) {
      const open = new Set(Array.from(box.querySelectorAll("details[open]"), (one) => one.dataset.block));
      const note = make("p", "view-note", answer.note);
      box.replaceChildren(...answer.blocks.map((block) => card(block, words, open)), note);
    },
  };
})(window.cockpit);
