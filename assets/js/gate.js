// The gate: one request in flight, newest values win. A drag asks as often as answers come, and never more often.
(function (cockpit) {
  const PATIENCE = 5000;
  let send = null;
  let onTrouble = null;
  let sequence = 0;
  let flying = null;
  let clock = null;
  const waiting = new Map();

  cockpit.gate = {
    // `send` puts a request on its way; `onTrouble` hears true when no answer came in time, false when one did again.
    start: function (sender, trouble) {
      send = sender;
      onTrouble = trouble;
      flying = null;
      waiting.clear();
      window.clearTimeout(clock);
    },

    // `key` names what is asked about; a newer request about the same thing replaces the one that waits.
    ask: function (key, makeRequest) {
      waiting.delete(key);
      waiting.set(key, makeRequest);
      next();
    },

    // Returns false for an answer that nobody waits for any more.
    arrived: function (number) {
      if (number !== flying) return false;
      flying = null;
      window.clearTimeout(clock);
      onTrouble(false);
      return true;
    },

    // Called once the answer is painted: only then does the next request leave.
    next,
    idle: () => flying === null && waiting.size === 0,
  };

  function next() {
    if (flying !== null || !waiting.size) return;
    // The newest wish goes first: what is under the finger matters more than what stands by.
    const key = Array.from(waiting.keys()).pop();
    const make = waiting.get(key);
    waiting.delete(key);
    sequence += 1;
    flying = sequence;
    clock = window.setTimeout(late, PATIENCE, key, make);
    send(Object.assign({ seq: sequence }, make()));
  }

  function late(key, make) {
    flying = null;
    onTrouble(true);
    if (!waiting.has(key)) waiting.set(key, make);
    clock = window.setTimeout(next, 1000);
  }
})(window.cockpit);
