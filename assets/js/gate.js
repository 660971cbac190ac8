// The gate: one request in flight, newest values win. A drag asks as often as answers come, and never more often.
(function (cockpit) {
  const PAUSE = 1000;
  // Below this nobody needs to be told that something is being worked out.
  const PATIENT = 300;

  // Makes a gate whose requests may take so many milliseconds; `busy(true)` hears when one takes longer than a moment.
  cockpit.makeGate = function (patience, busy) {
    let send = null;
    let deliver = null;
    let onTrouble = null;
    let sequence = 0;
    let flying = false;
    let clock = null;
    const waiting = new Map();

    function next() {
      if (flying || !waiting.size) return;
      // The newest wish goes first: what is under the finger matters more than what stands by.
      const key = Array.from(waiting.keys()).pop();
      const make = waiting.get(key);
      waiting.delete(key);
      sequence += 1;
      flying = true;
      const request = Object.assign({ seq: sequence }, make());
      if (busy && clock === null) clock = window.setTimeout(() => busy(true), PATIENT);
      send(request, patience).then(
        (answer) => arrived(answer, request),
        () => late(key, make)
      );
    }

    function arrived(answer, request) {
      flying = false;
      onTrouble(false);
      if (!waiting.size) rested();
      deliver(answer, request);
      // The next request leaves once this answer is on the screen: a queue of unpainted answers helps nobody.
      window.requestAnimationFrame(next);
    }

    function rested() {
      window.clearTimeout(clock);
      clock = null;
      if (busy) busy(false);
    }

    // Asks again after a pause, unless something newer about the same thing has come up; the settings are still here.
    function late(key, make) {
      onTrouble(true);
      window.setTimeout(function () {
        flying = false;
        if (!waiting.has(key)) waiting.set(key, make);
        next();
      }, PAUSE);
    }

    return {
      // `sender(request, milliseconds)` promises an answer in time; `taker(answer, request)` paints it; `trouble(late)` hears
      // true when no answer came, and false when one did again.
      start: function (sender, taker, trouble) {
        send = sender;
        deliver = taker;
        onTrouble = trouble;
        waiting.clear();
      },

      // `key` names what is asked about; a newer wish about the same thing replaces the one that waits.
      ask: function (key, makeRequest) {
        waiting.delete(key);
        waiting.set(key, makeRequest);
        next();
      },

      forget: (key) => waiting.delete(key),

      idle: () => !flying && waiting.size === 0,
    };
  };

  cockpit.gate = cockpit.makeGate(5000, (working) => document.body.classList.toggle("is-working", working));
})(window.cockpit);
