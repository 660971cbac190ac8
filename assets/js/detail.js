// The views beside the overview, and the band: asked for through a gate of their own. A cheap view is asked for while a lever
// moves (newest values win), a costly one once it rests; its last answer then stays, greyed, until the new one is there.
(function (cockpit) {
  // With some twenty-five levers moved a full explanation takes seconds, more on a busy server.
  const PATIENCE = 60000;
  const OVERVIEW = "overview";
  let gate = null;
  let boot = null;
  let view = null;
  let repaint = null;
  let sure = false;
  let held = false;
  let troubled = false;
  let listening = false;
  let answers = {};

  function start(first, shared, whenChanged) {
    gate = cockpit.makeGate(PATIENCE);
    boot = first;
    view = shared;
    repaint = whenChanged;
    answers = {};
    held = false;
    gate.start(
      (request, patience) => cockpit.server.ask("store-view-request", "store-view-answer", request, patience),
      receive,
      trouble
    );
    cockpit.viewRow.start(boot.views, boot.words);
    if (!listening) listen();
    cockpit.blocks.clear();
    show();
  }

  function listen() {
    listening = true;
    document.addEventListener("change", onChoice);
    cockpit.theme.onChange(() => boot && draw(false));
  }

  function trouble(late) {
    if (late || troubled) cockpit.panels.trouble(late ? boot.words.away : "");
    troubled = late;
  }

  const isOverview = () => view.state.view === OVERVIEW;
  const isLive = (name) => Boolean(boot.views[name] && boot.views[name].live);

  function show() {
    if (!boot.views[view.state.view]) view.state.view = OVERVIEW;
    cockpit.viewRow.mark(view.state.view, sure);
    const box = cockpit.byId("view-detail");
    cockpit.show(cockpit.byId("view-overview"), isOverview());
    cockpit.show(box, !isOverview());
    document.body.dataset.view = view.state.view;
    if (isOverview()) return;
    box.setAttribute("aria-label", boot.views[view.state.view].question);
    draw(false);
  }

  // A chart of all pathways takes what the overview knows of them.
  function filled(block) {
    if (!block.pathways) return block;
    const series = view.answers.map((answer, slot) => ({
      name: boot.theme.letters[slot] + " " + view.state.pathways[slot].name,
      color: "pathway-" + slot,
      strong: slot === view.active,
      values: answer ? answer.series[block.pathways] : [],
    }));
    return Object.assign({}, block, { series: block.series.concat(series) });
  }

  function draw(holding) {
    if (isOverview()) return;
    const box = cockpit.byId("view-detail");
    const name = view.state.view;
    const answer = answers[name];
    box.dataset.shows = name;
    if (!answer || answer.error) {
      cockpit.blocks.clear();
      box.replaceChildren(cockpit.make("p", "view-wait", answer ? answer.error : boot.words.working));
    } else {
      const at = { view: name, year: answer.year, holding, words: boot.words, boot, state: view.state };
      cockpit.blocks.draw(box, Object.assign({}, answer, { blocks: answer.blocks.map(filled) }), at);
      answer.settled = !holding;
    }
    fresh();
  }

  // Greys what is not about the present settings; what follows a drag by itself is never greyed.
  function fresh() {
    const box = cockpit.byId("view-detail");
    const name = view.state.view;
    const answer = answers[name];
    const current = Boolean(answer) && answer.of === identity(name) && !held;
    box.classList.toggle("is-old", Boolean(answer) && !current && !isLive(name));
    box.setAttribute("aria-busy", String(!isOverview() && !current));
    cockpit.sure.offer(band());
    cockpit.viewRow.busy(sure && !(answers.sure && answers.sure.of === identity("sure")));
  }

  function about(name) {
    const state = view.state;
    const pathway = state.pathways[state.active];
    const asked = { country: state.country, language: state.language, year: state.year };
    if (name !== "sure") asked.choices = Object.assign({}, state.choices);
    return Object.assign(asked, cockpit.state.question(pathway));
  }

  const identity = (name) => JSON.stringify(about(name));

  function ask(name) {
    if (answers[name] && answers[name].of === identity(name)) return;
    gate.ask(name, () => Object.assign({ view: name }, about(name)));
  }

  function settle() {
    held = false;
    if (sure) ask("sure");
    else gate.forget("sure");
    if (!isOverview()) {
      const name = view.state.view;
      ask(name);
      const answer = answers[name];
      if (answer && answer.of === identity(name) && !answer.error && !answer.settled) draw(false);
    }
    fresh();
  }

  function receive(answer, request) {
    const { seq, view: name, ...asked } = request;
    answer.of = JSON.stringify(asked);
    answer.year = asked.year;
    answers[name] = answer;
    const current = answer.of === identity(name);
    if (name === "sure") {
      if (answer.error) cockpit.panels.trouble(answer.error);
      if (current && sure && !held) repaint();
    } else if (name === view.state.view) {
      draw(held || !current);
      if (current && !held && !answer.error) cockpit.say(cockpit.byId("spoken"), answer.blocks[0].title);
    }
    // Something moved on while this was worked out: what is shown now is asked for in turn.
    if (!current && !held) settle();
    fresh();
  }

  function choose(name) {
    if (view.state.view === name) return;
    view.state.view = name;
    cockpit.address.write(view.state);
    show();
    repaint();
  }

  function onChoice(event) {
    const control = event.target.closest("#view-detail [data-choice]");
    if (!control) return;
    const choices = Array.from(cockpit.byId("view-detail").querySelectorAll("[data-choice]"));
    choices.forEach((one) => (view.state.choices[one.dataset.choice] = one.value));
    cockpit.address.write(view.state);
    settle();
  }

  function onClick(event) {
    const button = event.target.closest("#views [data-view]");
    if (button) choose(button.dataset.view);
    if (!event.target.closest("#sure")) return;
    sure = !sure;
    show();
    repaint();
  }

  const band = () => (sure && !held && answers.sure && !answers.sure.error && answers.sure.of === identity("sure") ? answers.sure : null);

  cockpit.detail = {
    start,
    settle,
    onClick,
    choose,
    isOverview,
    band,
    // The band of jobs over time, null while there is none.
    range: () => (band() && band().low ? [band().low, band().high] : null),
    // While a control moves, the band hides; a cheap view follows, a costly one is greyed.
    holding: function (hold) {
      held = hold;
      document.body.classList.toggle("is-moving", hold);
      if (!hold) return;
      if (!isOverview() && isLive(view.state.view)) ask(view.state.view);
      fresh();
    },
    // Charts of all pathways hear of new answers about them.
    paint: function (hold) {
      const answer = answers[view.state.view];
      if (!isOverview() && answer && !answer.error && answer.blocks.some((block) => block.pathways)) draw(hold);
    },
    idle: () => gate.idle(),
  };
})(window.cockpit);
