// The cockpit: joins state, gate and paint. Dash calls `boot` once, with what came with the page.
(function (cockpit) {
  // A key held down repeats every thirty milliseconds: the full redraw waits until it is let go.
  const SETTLE_AFTER = 40;
  const PLOTS = ["jobs", "women", "sectors"];
  let view = null;
  let holding = false;
  let settling = null;
  let listening = false;
  // The baseline of the usual world, for the lines that show it.
  let usual = null;

  function boot(first) {
    if (!first) return;
    cockpit.numbers.start(first.locale, first.direction);
    cockpit.state.start(first.state);
    view = { boot: first, state: first.state, answers: first.answers.slice(), active: first.state.active };
    cockpit.against.start(first, view, onCompare);
    view.answers.forEach((answer, slot) => (answer.of = identity(first.state.pathways[slot], cockpit.against.question(slot))));
    usual = first.baseline;
    const chosen = first.answers[first.state.active];
    first.baseline = chosen.baseline || usual;
    cockpit.panels.start(first);
    cockpit.downloads.start(first, view);
    cockpit.sent.start(first, onReturn);
    cockpit.cards.start(first);
    cockpit.regions.start(first);
    cockpit.gate.start(send, receive, (late) => cockpit.panels.trouble(late ? first.words.away : ""));
    cockpit.levers.start(first, onLever);
    cockpit.programmes.start(first, onLever);
    cockpit.replay.start(first, onLever);
    cockpit.keys.start(first, keys());
    cockpit.years.start(first, onYear);
    cockpit.pathways.start(first, onPathway);
    cockpit.world.start(first, onWorld);
    cockpit.share.start(first);
    cockpit.detail.start(first, view, () => paint(holding || !cockpit.gate.idle()));
    cockpit.slides.start(first, dressed);
    cockpit.words.paint(view, false);
    cockpit.plots.resized();
    cockpit.lines.adopt(view);
    cockpit.sectors.adopt(view);
    cockpit.regions.paint(view, false);
    tools();
    if (!listening) listen();
    cockpit.detail.settle();
    cockpit.plots.whenDrawn(PLOTS, drawn);
  }

  // The figures that came with the page are in the light theme's colours and sizes.
  function drawn() {
    if (cockpit.theme.name() !== "light" || !cockpit.sectors.fits() || !cockpit.lines.fits()) paint(false);
    document.body.classList.add("is-ready");
    if (cockpit.slides.on()) window.requestAnimationFrame(() => window.requestAnimationFrame(dressed));
  }

  function dressed() {
    if (!view) return;
    cockpit.plots.resized();
    paint(false);
  }

  // --- asking ---

  const send = (request, patience) => cockpit.server.ask("store-request", "store-answer", request, patience);

  function ask(slot) {
    cockpit.gate.ask(slot, function () {
      const state = cockpit.state.get();
      const at = Math.min(slot, state.pathways.length - 1);
      const pathway = state.pathways[at];
      const about = { slot: at, country: state.country, language: state.language, year: state.year, name: pathway.name };
      return Object.assign(about, { against: cockpit.against.question(at) }, cockpit.state.question(pathway));
    });
  }

  function receive(answer, request) {
    if (!answer.error) cockpit.programmes.refused("");
    if (answer.error) {
      if (!cockpit.programmes.refused(answer.error)) cockpit.panels.trouble(answer.error);
    } else if (answer.slot < view.state.pathways.length) {
      answer.of = identity(request, request.against);
      view.boot.baseline = answer.baseline || usual;
      view.answers[answer.slot] = answer;
      const current = answer.slot === view.active || answer.slot === cockpit.against.slot();
      if (current || cockpit.gate.idle()) paint(holding || !cockpit.gate.idle());
    }
  }

  // --- painting ---

  function paint(hold) {
    cockpit.detail.holding(hold);
    cockpit.words.paint(view, hold);
    // Charts that nobody sees are drawn when they are seen again.
    if (cockpit.detail.isOverview()) {
      cockpit.lines.paint(view, hold);
      cockpit.sectors.paint(view, hold);
      cockpit.regions.paint(view, hold);
    } else cockpit.detail.paint(hold);
    if (!hold) {
      cockpit.tables.refresh(view);
      cockpit.detail.settle();
    }
    document.body.dataset.painted = String(Number(document.body.dataset.painted || 0) + 1);
  }

  function settle() {
    settling = null;
    holding = false;
    if (cockpit.gate.idle()) paint(false);
    else ask(view.active);
  }

  function rest() {
    window.clearTimeout(settling);
    settling = window.setTimeout(settle, SETTLE_AFTER);
  }

  // --- what changes ---

  function onLever(kind, differs, id) {
    moving();
    if (differs) ask(view.active);
    if (kind === "rest") {
      cockpit.state.rest(id);
      tools();
      rest();
    }
  }

  function onYear(kind) {
    moving();
    cockpit.lines.place(view);
    if (kind === "rest") {
      cockpit.state.rest();
      cockpit.sent.refresh();
      rest();
    }
    ask(view.active);
  }

  function onPathway(kind) {
    if (kind === "edited") everything();
    else {
      cockpit.state.rest();
      show();
    }
    tools();
  }

  // The world is another one: the baseline and every pathway are asked anew; what is shown stays until the answers come.
  function onWorld(what) {
    cockpit.state.rest(what);
    view.state.pathways.forEach((_, slot) => slot !== view.active && ask(slot));
    ask(view.active);
    tools();
  }

  // Another comparison is no step of undo: it is a way of looking.
  function onCompare() {
    cockpit.address.write(view.state);
    everything();
    cockpit.sent.refresh();
  }

  function moving() {
    holding = true;
    cockpit.detail.holding(true);
    window.clearTimeout(settling);
  }

  // Another pathway is shown: its levers, and its answer for the chosen year.
  function show() {
    holding = false;
    view.active = view.state.active;
    cockpit.against.draw();
    cockpit.levers.showAll();
    if (view.answers[view.active] && view.answers[view.active].year === view.state.year) paint(false);
    ask(view.active);
  }

  // The set of pathways changed: what is still true is kept, and only the rest is asked.
  function everything() {
    holding = false;
    cockpit.state.rest();
    const known = new Map(view.answers.filter(Boolean).map((answer) => [answer.of, answer]));
    view.active = view.state.active;
    view.answers = view.state.pathways.map((pathway, slot) => known.get(identity(pathway, cockpit.against.question(slot))) || null);
    cockpit.against.draw();
    cockpit.levers.showAll();
    cockpit.years.show();
    view.answers.forEach((answer, slot) => !answer && slot !== view.active && ask(slot));
    if (view.answers[view.active]) paint(false);
    else ask(view.active);
  }

  // What an answer is about: two pathways of the same name and settings have the same answer in a year and a world.
  const identity = (about, against) =>
    JSON.stringify([about.year || view.state.year, about.name, about.levers, about.programmes, about.world || view.state.world, against]);

  function travel(done) {
    if (!done) return;
    cockpit.pathways.draw();
    cockpit.world.refresh();
    everything();
    tools();
  }

  // Back to what a link brought: the year is not a step of undo, everything else is.
  function onReturn(name) {
    cockpit.pathways.draw();
    cockpit.world.refresh();
    everything();
    tools();
    if (name !== view.state.view) cockpit.detail.choose(name);
  }

  function tools() {
    cockpit.sent.refresh();
    cockpit.byId("undo").disabled = !cockpit.state.canUndo();
    cockpit.byId("redo").disabled = !cockpit.state.canRedo();
    const active = cockpit.state.active();
    const moved = Object.keys(active.levers).length + active.programmes.length;
    cockpit.byId("reset").disabled = moved === 0;
    cockpit.replay.dress();
    cockpit.programmes.refresh();
  }

  // What single keys do; see assets/js/keys.js.
  function keys() {
    const actions = {
      [cockpit.keys.REPLAY]: cockpit.replay.toggle,
      p: cockpit.years.toggle,
      b: cockpit.sent.back,
      ",": () => cockpit.years.step(-1),
      ".": () => cockpit.years.step(1),
    };
    // What presenters' remote controls send; elsewhere these keys scroll.
    Object.entries({ PageDown: 1, PageUp: -1 }).forEach(function ([key, by]) {
      actions[key] = () => cockpit.slides.step(by);
      actions[key].when = cockpit.slides.on;
    });
    ["1", "2", "3", "4"].forEach((key, slot) => (actions[key] = () => cockpit.pathways.choose(slot)));
    return actions;
  }

  // --- listening ---

  function listen() {
    listening = true;
    cockpit.theme.onChange(dressed);
    document.addEventListener("input", function (event) {
      cockpit.levers.onInput(event);
      cockpit.years.onInput(event);
    });
    document.addEventListener("change", function (event) {
      cockpit.levers.onChange(event);
      cockpit.years.onChange(event);
      if (event.target.id === "country") cockpit.address.goToCountry(view.state, event.target.value);
      if (event.target.id === "language") {
        view.state.language = event.target.value;
        cockpit.address.go(view.state);
      }
    });
    document.addEventListener("click", onClick);
    document.addEventListener("dblclick", cockpit.levers.onDoubleClick);
    document.addEventListener("keydown", onKey);
    ["pointerdown", "focusin"].forEach((kind) => document.addEventListener(kind, cockpit.share.lead));
    // The frames change size with the window, and once when the finding takes a second line.
    const frames = new ResizeObserver(place);
    document.querySelectorAll(".plot-labels").forEach((box) => frames.observe(box));
  }

  function place() {
    if (!cockpit.detail.isOverview()) return;
    cockpit.plots.resized();
    cockpit.lines.place(view);
    cockpit.sectors.place(view);
  }

  function onClick(event) {
    cockpit.menu.onClick(event);
    [cockpit.levers, cockpit.programmes, cockpit.downloads, cockpit.against, cockpit.pathways, cockpit.years, cockpit.panels, cockpit.share, cockpit.world, cockpit.detail].forEach((part) => part.onClick(event));
    const table = event.target.closest(".table-button");
    if (table) cockpit.tables.toggle(table.dataset.chart, view);
    const tool = event.target.closest("#undo, #redo, #reset, #replay, #keys-button");
    if (!tool) return;
    if (tool.id === "undo") travel(cockpit.state.undo());
    if (tool.id === "redo") travel(cockpit.state.redo());
    if (tool.id === "replay") cockpit.replay.toggle();
    if (tool.id === "keys-button") cockpit.keys.open();
    if (tool.id === "reset") cockpit.pathways.reset(view.state.active);
  }

  function onKey(event) {
    if (event.key === "Escape") cockpit.panels.escape();
    cockpit.levers.onKey(event);
    cockpit.keys.onKey(event);
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const typing = event.target.matches("input[type='text'], input[type='number']");
    const key = event.key.toLowerCase();
    if (typing || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) travel(cockpit.state.redo());
    else travel(cockpit.state.undo());
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    cockpit: { boot },
  });
})(window.cockpit);
