// What the chosen pathway is compared with: the baseline, or another pathway. It is part of the state and of the link.
(function (cockpit) {
  let words = {};
  let view = null;
  let changed = null;

  // `whenChanged` asks what is not known yet and paints.
  function start(boot, shared, whenChanged) {
    words = boot.tools;
    view = shared;
    changed = whenChanged;
    draw();
  }

  // The slot that a pathway is compared with, null for the baseline; a pathway and itself would say nothing.
  function slotFor(slot) {
    const { compare, pathways } = view.state;
    return compare === null || compare === slot || !pathways[compare] ? null : compare;
  }

  const slot = () => slotFor(view.state.active);

  // What a request about a pathway says of the other one, null where that is the baseline.
  function question(of) {
    const other = slotFor(of);
    if (other === null) return null;
    const { levers, programmes } = cockpit.state.question(view.state.pathways[other]);
    return { name: view.state.pathways[other].name, levers, programmes };
  }

  const named = (at) => view.boot.theme.letters[at] + "\u00a0" + view.state.pathways[at].name;
  const name = () => (slot() === null ? view.boot.words.baseline : named(slot()));

  // Net jobs of an answer over the years, against what is compared with.
  function net(answer) {
    const other = slot() === null ? null : view.answers[slot()];
    return other ? answer.series.net.map((value, at) => value - other.series.net[at]) : answer.series.net;
  }

  // The baseline itself, as seen from there.
  function baseline() {
    const other = slot() === null ? null : view.answers[slot()];
    return view.boot.years.map((_, at) => (other ? -other.series.net[at] : 0));
  }

  function draw() {
    const button = cockpit.byId("compare");
    const at = slot();
    button.className = "chip chip-baseline" + (at === null ? "" : " is-compared of-" + at);
    const label = cockpit.make("bdi", "chip-name", at === null ? view.boot.words.baseline : cockpit.fill(words.versus, { name: view.state.pathways[at].name }));
    const mark = at === null ? cockpit.make("span", "swatch swatch-baseline") : cockpit.make("b", "chip-letter", view.boot.theme.letters[at]);
    button.replaceChildren(mark, label);
    button.setAttribute("aria-label", cockpit.fill(words.comparedWithOf, { name: name() }));
  }

  function choose(at) {
    view.state.compare = at;
    draw();
    changed();
  }

  function entries() {
    const others = view.state.pathways.map((_, at) => at).filter((at) => at !== view.state.active);
    return [
      { note: words.comparedWith },
      { words: view.boot.words.baseline, chosen: slot() === null, run: () => choose(null) },
      ...others.map((at) => ({ words: named(at), chosen: slot() === at, run: () => choose(at) })),
      { words: words.whatIsBaseline, run: () => cockpit.panels.openBaseline() },
    ];
  }

  cockpit.against = {
    start,
    draw,
    slot,
    question,
    net,
    baseline,
    name,
    // "against Net zero", for a line under a title.
    words: () => (slot() === null ? words.againstBaseline : cockpit.fill(words.against, { name: named(slot()) })),
    suffix: () => (slot() === null ? "" : " \u00b7 " + cockpit.fill(words.against, { name: named(slot()) })),
    onClick: function (event) {
      const button = event.target.closest("#compare");
      if (button) cockpit.menu.toggle(button, entries());
    },
  };
})(window.cockpit);
