// Replays the last change: what was moved goes back to where it was and moves again, through the same path as a finger on
// the lever. Nothing of it is kept: at the end, or when anybody touches anything, all stands as it stood.
(function (cockpit) {
  // The eye rests on the old picture, then follows the change for two seconds.
  const REST = 350;
  const LENGTH = 2000;
  const CALM = 1200;
  // How long a slow server is waited for before the change begins.
  const PATIENCE = 3000;
  let words = {};
  let moved = null;
  let run = null;
  let listening = false;

  // `whenMoved(kind, differs)` is what hears of every move of a lever.
  function start(boot, whenMoved) {
    words = boot.tools;
    moved = whenMoved;
    if (listening) return;
    listening = true;
    document.addEventListener("pointerdown", interrupt, true);
    document.addEventListener("keydown", interrupt, true);
  }

  const copy = (pathway) => ({ levers: Object.assign({}, pathway.levers), programmes: pathway.programmes.slice() });
  const setting = (pathway, id) => (id in pathway.levers ? pathway.levers[id] : cockpit.levers.standard(id));

  function toggle() {
    if (run) stop();
    else play();
  }

  function play() {
    const change = cockpit.state.lastChange();
    if (!change) return;
    const ids = Object.keys(Object.assign({}, change.from.levers, change.to.levers)).filter(
      (id) => cockpit.levers.has(id) && setting(change.from, id) !== setting(change.to, id)
    );
    run = { from: change.from, to: change.to, ids, end: copy(cockpit.state.active()), began: 0, asked: performance.now(), clock: null };
    cockpit.levers.highlight(ids);
    caption();
    dress();
    place(0);
    if (cockpit.calm()) run.clock = window.setTimeout(stop, CALM);
    else window.requestAnimationFrame(frame);
  }

  function frame(now) {
    if (!run) return;
    if (!run.began && (cockpit.gate.idle() || now - run.asked > PATIENCE)) run.began = now;
    const time = run.began ? (now - run.began - REST) / LENGTH : 0;
    if (time >= 1) stop();
    else {
      place(Math.max(0, time));
      window.requestAnimationFrame(frame);
    }
  }

  // Puts everything a share of the way from what was to what is; asks only when a step is reached.
  function place(time) {
    const share = time * time * (3 - 2 * time);
    const active = cockpit.state.active();
    let differs = false;
    run.ids.forEach(function (id) {
      const [old, now] = [setting(run.from, id), setting(run.to, id)];
      const value = cockpit.levers.snapped(id, old + share * (now - old));
      differs = differs || value !== setting(active, id);
      cockpit.levers.put(id, value);
    });
    const programmes = share < 0.5 ? run.from.programmes : run.to.programmes;
    if (JSON.stringify(programmes) !== JSON.stringify(active.programmes)) {
      active.programmes = programmes.slice();
      differs = true;
    }
    if (differs) moved("moving", true);
  }

  function stop() {
    const { end, clock } = run;
    window.clearTimeout(clock);
    run = null;
    Object.assign(cockpit.state.active(), end);
    cockpit.levers.showAll();
    cockpit.levers.highlight([]);
    cockpit.show(cockpit.byId("replay-words"), false);
    dress();
    moved("rest", true);
  }

  // Whatever is touched or pressed finds the state as it was left; Tab and the replay's own button and key excepted.
  function interrupt(event) {
    if (!run) return;
    const own = event.target.closest && event.target.closest("#replay");
    const passing = event.type === "keydown" && ["Tab", "Shift", "Control", "Alt", "Meta", cockpit.keys.REPLAY].includes(event.key);
    if (!own && !passing) stop();
  }

  function caption() {
    let box = cockpit.byId("replay-words");
    if (!box) {
      box = cockpit.make("p", "replay-words");
      box.id = "replay-words";
      box.setAttribute("role", "status");
      cockpit.byId("main").append(box);
    }
    cockpit.show(box, true);
    cockpit.say(box, sentence());
  }

  function sentence() {
    const { from, to, ids } = run;
    if (ids.length === 1) {
      const written = (pathway) => cockpit.levers.written(ids[0], setting(pathway, ids[0]));
      return cockpit.fill(words.replaying, { lever: cockpit.levers.label(ids[0]), from: written(from), to: written(to) });
    }
    if (from.name !== to.name) return cockpit.fill(words.replayingPathway, { from: from.name, to: to.name });
    return words.replayingAll;
  }

  function dress() {
    const button = cockpit.byId("replay");
    button.classList.toggle("is-running", run !== null);
    cockpit.say(button, run ? "\u25a0 " + words.stop : "\u25b7 " + words.replay);
    button.disabled = !run && !cockpit.state.lastChange();
  }

  cockpit.replay = { start, toggle, dress, running: () => run !== null };
})(window.cockpit);
