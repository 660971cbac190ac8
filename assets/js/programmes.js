// The editor of spending programmes, in the place of the levers, so that every figure is seen while it moves.
(function (cockpit) {
  const make = cockpit.make;
  // Payers that a kind cannot have: what somebody pays back is not given away, and bills do not buy small firms' machines.
  const NOT_BY = { purchase: [], enterprise: ["tariffs"], transfer: ["private", "tariffs"] };
  const SHARES = { local_content: "localContent", women_share: "womenShare", formal_share: "formalShare" };
  let offer = null;
  let words = {};
  let changed = null;
  let opened = null;
  // What the list shows: it is made anew only when the state says something else.
  let shown = "";

  // `whenChanged(kind, differs, what)` is what hears of every move of a lever.
  function start(boot, whenChanged) {
    offer = boot.programmes;
    words = offer.words;
    changed = whenChanged;
    opened = null;
    shown = "";
    frame();
    refresh();
  }

  const all = () => cockpit.state.active().programmes;
  const isOpen = () => cockpit.byId("levers").classList.contains("has-programmes");
  const nameIn = (choices, id) => (choices.find((choice) => choice[0] === id) || [id, id])[1];
  const fieldId = (at, name) => "programme-" + at + "-" + name;

  function frame() {
    if (cockpit.byId("programmes")) return;
    const box = make("section", "programmes");
    box.id = "programmes";
    box.setAttribute("aria-labelledby", "programmes-title");
    const head = make("div", "programmes-head");
    const title = make("h2", "programmes-title", words.title);
    title.id = "programmes-title";
    title.tabIndex = -1;
    const back = button("link-button", words.back, close);
    head.append(title, back);
    const add = button("primary-button programmes-add", "+ " + words.add, () => insert(fresh()));
    add.id = "programmes-add";
    const refusal = make("p", "field-wrong");
    refusal.id = "programmes-refusal";
    refusal.setAttribute("role", "alert");
    const list = make("ol", "programmes-list");
    list.id = "programmes-list";
    box.append(head, make("p", "side-note", words.about), refusal, list, add);
    cockpit.byId("levers-scroll").after(box);
  }

  function button(className, label, run) {
    const element = make("button", className, label);
    element.type = "button";
    element.addEventListener("click", run);
    return element;
  }

  // --- what is done with the list ---

  function fresh() {
    const sector = offer.sectors.find((choice) => choice[0] === "construction") || offer.sectors[0];
    const first = Math.min(Math.max(offer.limits.first, 2026), offer.limits.last);
    return {
      name: cockpit.fill(words.newName, { number: cockpit.numbers.whole(all().length + 1) }),
      kind: "purchase",
      sector: sector[0],
      technology: null,
      region: null,
      amount: 100,
      first,
      last: Math.min(first + 9, offer.limits.last),
      local_content: null,
      women_share: null,
      formal_share: null,
      source: "budget",
    };
  }

  function insert(one) {
    if (all().length >= offer.limits.programmes) return;
    all().push(one);
    opened = all().length - 1;
    told("add");
    const field = cockpit.byId(fieldId(opened, "name"));
    field.focus();
    field.select();
  }

  function remove(at) {
    all().splice(at, 1);
    opened = null;
    told("delete");
    cockpit.byId("programmes-add").focus();
  }

  // The list changed: it is drawn anew.
  function told(what) {
    draw();
    changed("rest", true, "programmes:" + what + ":" + all().length);
  }

  // One field changed: the state is written, the list stays, and so do focus and caret.
  function set(at, values, what) {
    Object.assign(all()[at], values);
    shown = JSON.stringify(all());
    const summary = document.querySelector("[data-programme='" + at + "'] .programme-open");
    if (summary) dress(summary, all()[at]);
    changed("rest", true, "programme:" + at + ":" + what);
  }

  // --- drawing ---

  function draw() {
    shown = JSON.stringify(all());
    cockpit.byId("programmes-list").replaceChildren(...all().map(item));
    const full = all().length >= offer.limits.programmes;
    const add = cockpit.byId("programmes-add");
    add.disabled = full;
    add.title = full ? cockpit.fill(words.full, { count: cockpit.numbers.whole(offer.limits.programmes) }) : "";
    cockpit.say(cockpit.byId("programmes-refusal"), "");
  }

  function item(one, at) {
    const row = make("li", "programme");
    row.dataset.programme = at;
    const open = at === opened;
    const head = button("programme-open", "", () => toggle(at));
    head.append(make("bdi", "programme-name"), make("span", "programme-summary"));
    head.setAttribute("aria-expanded", String(open));
    dress(head, one);
    row.append(head);
    if (open) row.append(form(one, at));
    return row;
  }

  function dress(head, one) {
    cockpit.say(head.firstChild, one.name);
    const target = one.kind === "transfer" ? words.households : one.technology ? nameIn(offer.technologies, one.technology) : nameIn(offer.sectors, one.sector);
    const years = cockpit.fill(words.years, { first: cockpit.numbers.year(one.first), last: cockpit.numbers.year(one.last) });
    const amount = cockpit.fill(words.amountYear, { amount: cockpit.numbers.short(one.amount) });
    cockpit.say(head.lastChild, [target, amount, years, nameIn(offer.sources, one.source)].join(" \u00b7 "));
  }

  function toggle(at) {
    opened = opened === at ? null : at;
    draw();
    document.querySelector("[data-programme='" + at + "'] .programme-open").focus();
  }

  function form(one, at) {
    const box = make("div", "programme-form");
    const transfer = one.kind === "transfer";
    box.append(text(one, at), select(at, "kind", words.kind, offer.kinds, one.kind, (kind) => become(at, kind)));
    if (!transfer) box.append(target(one, at));
    const places = [["", words.everywhere], ...offer.regions];
    box.append(select(at, "region", words.region, places, one.region || "", (region) => set(at, { region: region || null }, "region")));
    box.append(number(one, at, "amount", words.amount, words.amountUnit, readAmount));
    box.append(pair(year(one, at, "first"), year(one, at, "last")));
    if (!transfer) {
      const shares = Object.keys(SHARES).map((name) => number(one, at, name, words[SHARES[name]], "%", readShare));
      box.append(...shares.slice(0, 1), pair(...shares.slice(1)));
    }
    const payers = offer.sources.filter(([id]) => !NOT_BY[one.kind].includes(id));
    box.append(select(at, "source", words.source, payers, one.source, (source) => set(at, { source }, "source")));
    const copy = button("link-button", words.duplicate, () =>
      insert(Object.assign({}, one, { name: cockpit.fill(words.copyOf, { name: one.name }).slice(0, 40) }))
    );
    copy.disabled = all().length >= offer.limits.programmes;
    const tools = make("div", "programme-tools");
    tools.append(copy, button("link-button", words.delete, () => remove(at)));
    box.append(tools);
    return box;
  }

  function pair(...fields) {
    const box = make("div", "field-pair");
    box.append(...fields);
    return box;
  }

  // Another kind has other fields: what it does not know is taken away.
  function become(at, kind) {
    const one = all()[at];
    const none = { local_content: null, women_share: null, formal_share: null };
    const sector = one.sector || fresh().sector;
    if (NOT_BY[kind].includes(one.source)) one.source = "budget";
    if (kind === "transfer") {
      Object.assign(one, none, { kind, sector: null, technology: null });
    } else if (kind === "enterprise") Object.assign(one, { kind, sector, technology: null });
    else Object.assign(one, { kind, sector: one.technology ? null : sector });
    told("kind");
    cockpit.byId(fieldId(at, "kind")).focus();
  }

  // --- fields ---

  function text(one, at) {
    const input = make("input", "field-input");
    input.type = "text";
    input.maxLength = 40;
    input.autocomplete = "off";
    input.value = one.name;
    const id = fieldId(at, "name");
    input.addEventListener("input", function () {
      const name = input.value.replace(/\s+/g, " ").trim();
      cockpit.dialogs.wrong(id, name ? "" : words.needsName);
      if (name) set(at, { name }, "name");
    });
    return cockpit.dialogs.field(id, words.name, input);
  }

  function select(at, name, label, choices, value, run) {
    const box = make("select", "field-input");
    box.append(...options(choices, value));
    box.addEventListener("change", () => run(box.value));
    return cockpit.dialogs.field(fieldId(at, name), label, box);
  }

  function options(choices, value) {
    return choices.map(function ([id, label]) {
      const option = make("option", "", label);
      option.value = id;
      option.selected = id === value;
      return option;
    });
  }

  // What is bought: a sector's product or, for purchases, a technology to build.
  function target(one, at) {
    const firms = one.kind === "enterprise";
    const box = make("select", "field-input");
    const groups = [[words.goods, "s:", offer.sectors]].concat(firms ? [] : [[words.plants, "t:", offer.technologies]]);
    const value = one.technology ? "t:" + one.technology : "s:" + one.sector;
    groups.forEach(function ([label, sign, choices]) {
      const group = make("optgroup");
      group.label = label;
      group.append(...options(choices.map(([id, name]) => [sign + id, name]), value));
      box.append(group);
    });
    box.addEventListener("change", function () {
      const id = box.value.slice(2);
      set(at, box.value[0] === "t" ? { technology: id, sector: null } : { sector: id, technology: null }, "target");
    });
    return cockpit.dialogs.field(fieldId(at, "target"), firms ? words.where : words.what, box);
  }

  const write = (value) => (value === null ? "" : cockpit.numbers.plain(value));

  // `read` gives a value, or a sentence that says what is wrong.
  function number(one, at, name, label, unit, read) {
    const input = make("input", "field-input");
    input.type = "text";
    input.inputMode = "decimal";
    input.autocomplete = "off";
    input.value = write(one[name]);
    const id = fieldId(at, name);
    input.addEventListener("input", function () {
      const { value, sentence } = read(input.value);
      cockpit.dialogs.wrong(id, sentence);
      if (!sentence) set(at, { [name]: value }, name);
    });
    return cockpit.dialogs.field(id, label, input, { unit, hint: name in SHARES ? words.asToday : "" });
  }

  const noNumber = (given) => ({
    sentence: cockpit.fill(words.notANumber, { given: given.slice(0, 30), example: cockpit.numbers.decimal(12.5, 1) }),
  });

  function readAmount(given) {
    const value = cockpit.numbers.read(given);
    const most = offer.limits.amount;
    if (!Number.isFinite(value)) return noNumber(given);
    if (value <= 0 || value > most) return { sentence: cockpit.fill(words.amountOutside, { most: cockpit.numbers.whole(most) }) };
    return { value };
  }

  function readShare(given) {
    if (given.trim() === "") return { value: null };
    const value = cockpit.numbers.read(given);
    if (!Number.isFinite(value)) return noNumber(given);
    return value < 0 || value > 100 ? { sentence: words.shareOutside } : { value };
  }

  function year(one, at, name) {
    const { first, last } = offer.limits;
    const years = Array.from({ length: last - first + 1 }, (_, index) => [String(first + index), cockpit.numbers.year(first + index)]);
    return select(at, name, words[name], years, String(one[name]), function () {
      const [begins, ends] = ["first", "last"].map((which) => Number(cockpit.byId(fieldId(at, which)).value));
      const wrong = ends < begins;
      ["first", "last"].forEach((which) => cockpit.dialogs.wrong(fieldId(at, which), wrong && which === name ? words.endsBefore : ""));
      if (!wrong) set(at, { first: begins, last: ends }, "years");
    });
  }

  // --- opening and closing ---

  function open() {
    cockpit.byId("levers").classList.add("has-programmes");
    cockpit.byId("programmes-open").setAttribute("aria-expanded", "true");
    draw();
    cockpit.byId("programmes-title").focus({ preventScroll: true });
  }

  function close() {
    cockpit.byId("levers").classList.remove("has-programmes");
    const button = cockpit.byId("programmes-open");
    button.setAttribute("aria-expanded", "false");
    button.focus({ preventScroll: true });
  }

  // Undo, a replay or another pathway may have changed what is listed.
  function refresh() {
    const button = cockpit.byId("programmes-open");
    const count = all().length;
    cockpit.say(button, count ? cockpit.fill(words.counted, { count: cockpit.numbers.whole(count) }) : words.title);
    button.classList.toggle("is-moved", count > 0);
    if (!isOpen() || JSON.stringify(all()) === shown) return;
    if (opened !== null && opened >= count) opened = null;
    draw();
  }

  cockpit.programmes = {
    start,
    refresh,
    isOpen,
    close,
    // The model's sentence against what was set, where it was set; says whether it found its place.
    refused: function (sentence) {
      if (!isOpen()) return false;
      cockpit.say(cockpit.byId("programmes-refusal"), sentence);
      return true;
    },
    onClick: function (event) {
      if (!event.target.closest("#programmes-open")) return;
      if (isOpen()) close();
      else open();
    },
  };
})(window.cockpit);
