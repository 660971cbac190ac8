// What the person has set. One owner, one way to change it, and a history to go back through.
(function (cockpit) {
  const LONGEST_HISTORY = 200;
  const SAME_STEP = 900;
  let state = null;
  let past = [];
  let future = [];
  let rested = null;
  let last = {};

  const snapshot = () => JSON.stringify({ pathways: state.pathways, active: state.active, world: state.world });

  cockpit.state = {
    start: function (first) {
      state = first;
      past = [];
      future = [];
      rested = snapshot();
    },
    get: () => state,
    active: () => state.pathways[state.active],

    // What the model is asked about a pathway: copies, so that a request in flight keeps what it asked.
    question: (pathway) => ({
      levers: Object.assign({}, pathway.levers),
      programmes: pathway.programmes.map((one) => Object.assign({}, one)),
      world: { edits: Object.assign({}, state.world.edits), factors: state.world.factors },
    }),

    // A lever at its default is not part of the pathway: what is left is what was moved.
    setLever: function (id, value, standard) {
      const levers = cockpit.state.active().levers;
      if (value === standard) delete levers[id];
      else levers[id] = value;
    },

    // One step of undo: called when a change comes to rest, so that a drag is one step, and so are arrow keys pressed one
    // after the other on the same lever (`what`).
    rest: function (what) {
      const now = snapshot();
      cockpit.address.write(state);
      if (now === rested) return;
      const goesOn = what && what === last.what && Date.now() - last.when < SAME_STEP;
      if (!goesOn) past.push(rested);
      if (past.length > LONGEST_HISTORY) past.shift();
      future = [];
      rested = now;
      last = { what, when: Date.now() };
    },

    // The last step that moved levers or programmes of what is shown: what it showed before and what after, each a pathway;
    // null where there is none. Steps that changed something else (a name, the world) are passed over.
    lastChange: function () {
      let after = JSON.parse(rested);
      for (let at = past.length - 1; at >= 0; at -= 1) {
        const before = JSON.parse(past[at]);
        const [from, to] = [before, after].map((one) => one.pathways[one.active]);
        const settings = (one) => JSON.stringify([Object.entries(one.levers).sort(), one.programmes]);
        if (settings(from) !== settings(to)) return { from, to };
        after = before;
      }
      return null;
    },

    undo: () => travel(past, future),
    redo: () => travel(future, past),
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
  };

  function travel(from, to) {
    if (!from.length) return false;
    last = {};
    to.push(rested);
    rested = from.pop();
    Object.assign(state, JSON.parse(rested));
    cockpit.address.write(state);
    return true;
  }
})(window.cockpit);
