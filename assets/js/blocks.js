// The blocks of a view as cards: title, line under it, drawing, table behind it, the way to its explanation. A card stays as
// long as its view does and only its contents change, so that nothing jumps: scroll, focus and open tables are kept.
(function (cockpit) {
  const make = cockpit.make;
  const cards = new Map();
  // Kinds whose table is made from what is drawn.
  const MADE = ["lines", "bars", "map", "matrix"];

  function explanation(id, words) {
    const link = make("a", "link-button block-explained", words.explained);
    link.dataset.explains = id;
    return link;
  }

  function build(block, at) {
    const box = make("article", "block block-" + block.id);
    box.dataset.block = block.id;
    const card = { box, kept: {}, block };
    card.title = make("h2", "chart-title");
    card.subtitle = make("p", "chart-subtitle");
    card.choices = make("div", "block-choices");
    card.body = make("div", "block-body kind-" + block.kind);
    card.note = make("p", "quiet");
    card.foot = make("div", "block-foot");
    card.behind = make("details", "block-table");
    card.behind.append(make("summary", "", at.words.showTable));
    card.behind.addEventListener("toggle", () => fillTable(card, at.words));
    card.link = explanation(block.id, at.words);
    card.download = cockpit.downloads.button(block.id);
    card.foot.append(card.behind, card.link, card.download);
    box.append(card.title, card.subtitle, card.choices, card.body, card.note, card.foot);
    return card;
  }

  function fillTable(card, words) {
    if (!card.behind.open) return;
    if (card.behind.children.length > 1) card.behind.lastChild.remove();
    const frame = make("div", "table-frame");
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", card.block.title);
    // It may scroll, so the keyboard must reach it.
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", cockpit.fill(words.tableOf, { chart: card.block.title }));
    frame.append(cockpit.tables.build(tableOf(card.block, words)));
    card.behind.append(frame);
  }

  // The numbers of a block as a table: its own, else made from what is drawn.
  function tableOf(block, words) {
    if (block.table) return block.table;
    if (block.kind === "lines") return cockpit.lineBlocks.tableOf(block, words);
    if (block.kind === "bars" || block.kind === "map") {
      const rows = block.rows.flatMap((row) => [row].concat(row.rows || [])).map((row) => [row.name].concat(row.words));
      return { caption: block.subtitle, head: [block.head].concat(block.columns), rows };
    }
    if (block.kind === "matrix") {
      const rows = block.rows.concat(block.total ? [block.total] : []).map((row) => [row.name].concat(row.words));
      return { caption: block.subtitle, head: block.head, rows };
    }
    return null;
  }

  function chooser(choice) {
    const label = make("label", "choice");
    const select = make("select", "form-select choice-select");
    select.dataset.choice = choice.id;
    choice.options.forEach(function ([value, words]) {
      const option = make("option", "", words);
      option.value = value;
      option.selected = value === choice.value;
      select.append(option);
    });
    label.append(make("span", "", choice.label), select);
    return label;
  }

  function choose(card, choices) {
    const key = JSON.stringify(choices);
    if (card.chosen === key) return;
    card.chosen = key;
    const focused = card.choices.contains(document.activeElement) ? document.activeElement.dataset.choice : null;
    card.choices.replaceChildren(...choices.map(chooser));
    if (focused) card.choices.querySelector("[data-choice='" + focused + "']").focus();
  }

  function paint(card, block, at) {
    card.block = block;
    cockpit.say(card.title, block.title);
    cockpit.say(card.subtitle, block.subtitle);
    card.box.classList.toggle("is-wide", Boolean(block.wide));
    choose(card, block.choices || []);
    cockpit.kinds[block.kind](card.body, block, card.kept, at);
    cockpit.say(card.note, block.note || "");
    cockpit.show(card.note, Boolean(block.note));
    if (at.holding) return;
    cockpit.show(card.behind, Boolean(block.table) || MADE.includes(block.kind));
    card.behind.firstChild.setAttribute("aria-label", cockpit.fill(at.words.tableOf, { chart: block.title }));
    cockpit.downloads.name(card.download, block.title);
    card.link.setAttribute("aria-label", cockpit.fill(at.words.explainedOf, { chart: block.title }));
    card.link.href = cockpit.address.root() + "explained?" + cockpit.address.encode(at.state) + "#" + block.id;
    fillTable(card, at.words);
  }

  function forget(card) {
    cockpit.lineBlocks.forget(card.body, card.kept);
    card.box.remove();
  }

  function clear() {
    cards.forEach(forget);
    cards.clear();
  }

  // Wide blocks stand alone; those between them in two columns, on the side they ask for, else in turn.
  function arranged(blocks) {
    const found = [];
    let sides = null;
    let turn = 0;
    blocks.forEach(function (block) {
      const card = cards.get(block.id).box;
      if (block.wide) {
        sides = null;
        found.push(card);
        return;
      }
      if (!sides) {
        sides = [make("div", "pair-side"), make("div", "pair-side")];
        const pair = make("div", "pair");
        pair.append(...sides);
        found.push(pair);
        turn = 0;
      }
      sides[block.side === "end" ? 1 : block.side === "start" ? 0 : turn % 2].append(card);
      turn += 1;
    });
    return found;
  }

  // `at` is what a drawer needs to know: {view, year, holding, words, boot, state}. A view's cards go when another one comes.
  function draw(box, answer, at) {
    const ids = answer.blocks.map((block) => block.id);
    const same = box.dataset.drawn === at.view && cards.size === ids.length && ids.every((id) => cards.has(id));
    if (!same || !box.querySelector(".view-note")) {
      clear();
      answer.blocks.forEach((block) => cards.set(block.id, build(block, at)));
      box.replaceChildren(...arranged(answer.blocks), make("p", "view-note"));
      box.dataset.drawn = at.view;
      box.scrollTop = 0;
    }
    answer.blocks.forEach((block) => paint(cards.get(block.id), block, at));
    cockpit.say(box.querySelector(".view-note"), answer.note);
  }

  cockpit.blocks = {
    draw,
    clear,
    // What is shown under an id: the block's dictionary and its table, for pictures and files.
    of: (id) => (cards.has(id) ? cards.get(id).block : null),
    table: (id, words) => (cards.has(id) ? tableOf(cards.get(id).block, words) : null),
  };
})(window.cockpit);
