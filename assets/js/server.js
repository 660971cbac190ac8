// Dash callbacks asked directly. Dash's own way of asking tells every component on the page about every step of every
// request, some twenty milliseconds a repaint; the callback on the server is the same, and so is the form of the request.
(function (cockpit) {
  let address = null;

  function endpoint() {
    if (address === null) {
      const config = JSON.parse(cockpit.byId("_dash-config").textContent);
      address = config.requests_pathname_prefix + "_dash-update-component";
    }
    return address;
  }

  // Asks the callback `<input>.data -> <output>.data`; rejects without an answer in time.
  cockpit.server = {
    ask: async function (input, output, value, patience) {
      const stop = new AbortController();
      const clock = window.setTimeout(() => stop.abort(), patience);
      const request = {
        output: output + ".data",
        outputs: { id: output, property: "data" },
        inputs: [{ id: input, property: "data", value }],
        changedPropIds: [input + ".data"],
      };
      try {
        const reply = await fetch(endpoint(), {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          credentials: "same-origin",
          body: JSON.stringify(request),
          signal: stop.signal,
        });
        if (!reply.ok) throw new Error("The server answered " + reply.status);
        return (await reply.json()).response[output].data;
      } finally {
        window.clearTimeout(clock);
      }
    },
  };
})(window.cockpit);
