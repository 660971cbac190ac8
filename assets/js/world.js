// The world: what no ministry sets. Cards of all assumptions, closures as switches, the source of jobs a megawatt; and the
// line that says what was changed.
(function (cockpit) {
  const make = cockpit.make;
  const PANEL = "world-panel";
  let cards = {};
  let sets = [];
  let groups = {};
  let words = {};
  let changed = null;

  // `whenChanged(what)` hears of every change of the world.
  function start(boot, whenChanged) {
    ({ cards, sets, groups, words } = boot.world);
    changed = whenChanged;
    line();
  }

  const edits = () => cockpit.state.get().world.edits;
  const valueOf = (id) => (id in edits() ? shown(cards[id], edits()[id]) : cards[id].value);
  const shown = (card, value) => Number((value * card.scale).toFixed(6));
  const write = (value) => cockpit.numbers.decimal(value, 6).replace(/([.,\u066b]\d*?)[0\u0660]+$/, "$1").replace(/[.,\u066b]$/, "");
  const withUnit = (card, value) => write(value) + (card.unit === "%" ? "" : " ") + card.unit;
  const count = () => Object.keys(edits()).length + (cockpit.state.get().world.factors ? 1 : 0);

  function set(id, value) {
    const card = cards[id];
    if (value === card.value) delete edits()[id];
    else edits()[id] = Number((value / card.scale).toFixed(8));
    tell("world:" + id);
  }

  function setFactors(name) {
    cockpit.state.get().world.factors = name === sets[0].id ? "" : name;
    tell("world:factors");
  }

  function reset() {
    Object.assign(cockpit.state.get().world, { edits: {}, factors: "" });
    tell("world");
    refresh();
  }

  function tell(what) {
    line();
    changed(what);
  }

  // --- the line under the finding ---

  function line() {
    let box = cockpit.byId("world-line");
    if (!box) {
      box = make("div", "world-line");
      box.id = "world-line";
      const chip = make("button", "world-chip");
      chip.type = "button";
      chip.id = "world-chip";
      chip.setAttribute("aria-haspopup", "dialog");
      const back = make("button", "link-button");
      back.type = "button";
      back.id = "world-reset";
      box.append(chip, make("span", "world-hang"), back);
      document.querySelector(".second-row").after(box);
    }
    const [chip, hang, back] = box.children;
    const number = count();
    cockpit.show(box, number > 0);
    cockpit.say(chip, number === 1 ? words.oneChanged : cockpit.fill(words.changed, { count: cockpit.numbers.whole(number) }));
    cockpit.say(hang, words.hang);
    cockpit.say(back, words.resetAll);
  }

  // --- the panel ---

  function open(id) {
    const box = cockpit.dialogs.open(PANEL, words.title, words.close, fill);
    if (!id || !cards[id]) return;
    const card = box.querySelector("[data-parameter='" + id + "'] details");
    card.open = true;
    card.scrollIntoView({ block: "center" });
    card.querySelector("summary").focus();
  }

  // Undo and reset change what an open panel shows.
  function refresh() {
    line();
    const box = cockpit.byId(PANEL);
    if (box && box.open) fill(box.querySelector(".side-body"));
  }

  function fill(body) {
    const sections = Object.keys(groups).map(function (group) {
      const ids = Object.keys(cards).filter((id) => cards[id].group === group);
      if (!ids.length) return null;
      const section = make("section", "param-group");
      section.append(make("h3", "param-heading", groups[group]));
      if (group === "closures") section.append(make("p", "side-note", words.closuresNote));
      section.append(...ids.map(row));
      return section;
    });
    const back = make("button", "quiet-button param-reset-all", words.resetAll);
    back.type = "button";
    back.disabled = count() === 0;
    back.addEventListener("click", reset);
    body.replaceChildren(make("p", "side-note", words.about), factors(), ...sections.filter(Boolean), back);
  }

  function factors() {
    const box = make("fieldset", "choices param-group");
    box.append(make("legend", "param-heading", words.factors), make("p", "side-note", words.factorsAbout));
    const now = cockpit.state.get().world.factors || sets[0].id;
    sets.forEach(function (one, at) {
      const name = at === 0 ? cockpit.fill(words.usual, { name: one.name }) : one.name;
      box.append(choice("factors", "factors-" + one.id, name, one.id === now, () => setFactors(one.id)));
    });
    return box;
  }

  function choice(name, id, label, chosen, run) {
    const item = make("label", "choice");
    const input = make("input");
    input.type = "radio";
    input.name = name;
    input.id = id;
    input.checked = chosen;
    input.addEventListener("change", function () {
      run();
      mark();
    });
    item.append(input, make("span", "", label));
    return item;
  }

  function row(id) {
    const card = cards[id];
    const box = make("div", "param");
    box.dataset.parameter = id;
    if (card.ends) box.append(ends(id, card));
    const details = make("details");
    const summary = make("summary");
    summary.append(make("span", "param-name", card.ends ? words.details : card.label), make("b", "param-value"), badge(card.grade));
    details.append(summary, body(id, card));
    box.append(details);
    dress(box, id);
    return box;
  }

  function badge(grade) {
    const box = make("span", "grade grade-" + grade.toLowerCase(), grade);
    box.title = words[grade] || "";
    return box;
  }

  // A closure as a switch: nothing, half, all. Any other value is set in its card.
  function ends(id, card) {
    const box = make("fieldset", "choices is-switch");
    box.append(make("legend", "param-name", card.label));
    const middle = Number(((card.low + card.high) / 2).toFixed(6));
    [card.low, middle, card.high].forEach(function (value, at) {
      const meaning = at === 1 ? "" : card.ends[at / 2];
      const label = withUnit(card, value) + (meaning ? " \u00b7 " + meaning : "");
      const item = choice("closure-" + id, "closure-" + id + "-" + at, label, false, () => take(id, value));
      item.dataset.value = value;
      box.append(item);
    });
    return box;
  }

  function body(id, card) {
    const box = make("div", "param-card");
    const input = make("input", "field-input");
    input.type = "text";
    input.inputMode = "decimal";
    input.autocomplete = "off";
    const range = cockpit.fill(words.between, { low: withUnit(card, card.low), high: withUnit(card, card.high) });
    box.append(cockpit.dialogs.field("parameter-" + id, words.value, input, { unit: card.unit, hint: range }));
    input.addEventListener("change", () => typed(id, input.value));
    const back = make("button", "link-button", cockpit.fill(words.reset, { value: withUnit(card, card.value) }));
    back.type = "button";
    back.dataset.back = id;
    back.addEventListener("click", () => take(id, card.value));
    box.append(back);
    const facts = make("dl", "param-facts");
    [
      [words.source, card.source],
      [words.year, card.year],
      [words.grade, (words[card.grade] || card.grade) + (card.own ? " \u00b7 " + words.own : "")],
      [words.note, card.note],
    ].forEach(([name, text]) => text && facts.append(make("dt", "", name), make("dd", "", text)));
    box.append(facts);
    return box;
  }

  function typed(id, text) {
    const card = cards[id];
    const field = "parameter-" + id;
    const value = cockpit.numbers.read(text);
    const range = { low: withUnit(card, card.low), high: withUnit(card, card.high), given: text.slice(0, 30) };
    if (!Number.isFinite(value)) cockpit.dialogs.wrong(field, cockpit.fill(words.notANumber, range));
    else if (value < card.low || value > card.high) cockpit.dialogs.wrong(field, cockpit.fill(words.outside, range));
    else take(id, value);
  }

  function take(id, value) {
    set(id, value);
    mark();
  }

  // Writes the present values into an open panel without making it anew: the focus stays where it is.
  function mark() {
    const box = cockpit.byId(PANEL);
    if (!box || !box.open) return;
    box.querySelectorAll("[data-parameter]").forEach((one) => dress(one, one.dataset.parameter));
    box.querySelector(".param-reset-all").disabled = count() === 0;
  }

  function dress(box, id) {
    const card = cards[id];
    const value = valueOf(id);
    box.classList.toggle("is-changed", value !== card.value);
    cockpit.say(box.querySelector(".param-value"), withUnit(card, value));
    box.querySelectorAll("[data-value]").forEach(function (item) {
      item.querySelector("input").checked = Number(item.dataset.value) === value;
    });
    const input = box.querySelector(".field-input");
    input.value = write(value);
    input.removeAttribute("aria-invalid");
    cockpit.say(box.querySelector(".field-wrong"), "");
    box.querySelector("[data-back]").disabled = value === card.value;
  }

  // What is changed in a world, as [label, usual value, value]; `one` is a state's world.
  function listed(one) {
    const rows = Object.keys(one.edits)
      .filter((id) => cards[id])
      .map((id) => [cards[id].label, withUnit(cards[id], cards[id].value), withUnit(cards[id], shown(cards[id], one.edits[id]))]);
    const chosen = sets.find((set) => set.id === one.factors);
    if (chosen) rows.push([words.factors, sets[0].name, chosen.name]);
    return rows;
  }

  cockpit.world = {
    start,
    refresh,
    open,
    listed,
    setFactors: function (name) {
      setFactors(name);
      refresh();
    },
    onClick: function (event) {
      const card = event.target.closest("[data-open-parameter]");
      if (card) open(card.dataset.openParameter);
      else if (event.target.closest("#world-button, #world-chip")) open();
      else if (event.target.closest("#world-reset")) reset();
    },
  };
})(window.cockpit);
