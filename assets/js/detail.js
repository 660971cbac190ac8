// The views beside the overview, and the band: asked for once a lever rests, through a gate of their own. The last answer
// stays, greyed, until the new one is there.
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
    buttons();
    show();
  }

  function trouble(late) {
    if (late || troubled) cockpit.panels.trouble(late ? boot.words.away : "");
    troubled = late;
  }

  function buttons() {
    const nav = cockpit.byId("views");
    const choices = Object.keys(boot.views).map(function (name) {
      const button = cockpit.make("button", "view-button", boot.views[name]);
      button.type = "button";
      button.id = "view-button-" + name;
      button.dataset.view = name;
      return button;
    });
    const toggle = cockpit.make("button", "view-button sure-button", boot.words.sure);
    toggle.type = "button";
    toggle.id = "sure";
    nav.replaceChildren(...choices, toggle);
  }

  const isOverview = () => view.state.view === OVERVIEW;

  function show() {
    document.querySelectorAll("#views [data-view]").forEach(function (button) {
      if (button.dataset.view === view.state.view) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
    cockpit.byId("sure").setAttribute("aria-pressed", String(sure));
    const box = cockpit.byId("view-detail");
    cockpit.show(cockpit.byId("view-overview"), isOverview());
    cockpit.show(box, !isOverview());
    document.body.dataset.view = view.state.view;
    if (isOverview()) return;
    box.setAttribute("aria-label", boot.views[view.state.view]);
    draw();
  }

  function draw() {
    const box = cockpit.byId("view-detail");
    const answer = answers[view.state.view];
    box.dataset.shows = view.state.view;
    if (!answer) box.replaceChildren(cockpit.make("p", "view-wait", boot.words.working));
    else if (answer.error) box.replaceChildren(cockpit.make("p", "view-wait", answer.error));
    else cockpit.blocks.draw(box, answer, boot.words);
    fresh();
  }

  // Greys what is not about the present settings.
  function fresh() {
    const box = cockpit.byId("view-detail");
    const answer = answers[view.state.view];
    const current = Boolean(answer) && answer.of === identity() && !held;
    box.classList.toggle("is-old", Boolean(answer) && !current);
    box.setAttribute("aria-busy", String(!isOverview() && !current));
    cockpit.byId("sure").classList.toggle("is-busy", sure && !(answers.sure && answers.sure.of === identity()));
  }

  function about() {
    const state = view.state;
    const pathway = state.pathways[state.active];
    return Object.assign({ country: state.country, language: state.language, year: state.year }, cockpit.state.question(pathway));
  }

  const identity = () => JSON.stringify(about());

  function ask(kind) {
    if (answers[kind] && answers[kind].of === identity()) return;
    gate.ask(kind, () => Object.assign({ view: kind }, about()));
  }

  function settle() {
    held = false;
    if (sure) ask("sure");
    else gate.forget("sure");
    if (!isOverview()) ask(view.state.view);
    fresh();
  }

  function receive(answer, request) {
    const { seq, view: kind, ...asked } = request;
    answer.of = JSON.stringify(asked);
    answers[kind] = answer;
    const current = answer.of === identity();
    if (kind === "sure") {
      if (answer.error) cockpit.panels.trouble(answer.error);
      if (current && sure && !held) repaint();
    } else if (kind === view.state.view) {
      draw();
      if (current && !answer.error) cockpit.say(cockpit.byId("spoken"), answer.blocks[0].title);
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

  function onClick(event) {
    const button = event.target.closest("#views [data-view]");
    if (button) choose(button.dataset.view);
    if (!event.target.closest("#sure")) return;
    sure = !sure;
    show();
    repaint();
  }

  const band = () => (sure && !held && answers.sure && !answers.sure.error && answers.sure.of === identity() ? answers.sure : null);

  cockpit.detail = {
    start,
    settle,
    onClick,
    isOverview,
    band,
    // The band of jobs over time, null while there is none.
    range: () => (band() && band().low ? [band().low, band().high] : null),
    // While a control moves, the band hides and the view is greyed.
    holding: function (hold) {
      held = hold;
      document.body.classList.toggle("is-moving", hold);
      if (hold) fresh();
    },
    idle: () => gate.idle(),
  };
})(window.cockpit);
