// The state as the query of an address; the same encoding as encode() in dashboard/state/address.py.
(function (cockpit) {
  const number = (value) => (Number.isInteger(value) ? String(value) : String(Number(value.toFixed(6))));

  // Exactly what Python's quote_plus leaves alone.
  const name = (words) =>
    encodeURIComponent(words)
      .replace(/[!'()*]/g, (char) => "%" + char.charCodeAt(0).toString(16).toUpperCase())
      .replace(/%20/g, "+");

  function encode(state) {
    const parts = [
      "v=1",
      "country=" + state.country,
      "lang=" + state.language,
      "view=" + state.view,
      "year=" + state.year,
      "active=" + (state.active + 1),
    ];
    state.pathways.forEach(function (pathway, index) {
      parts.push("p" + (index + 1) + "=" + name(pathway.name));
      const levers = Object.keys(pathway.levers).map((id) => id + ":" + number(pathway.levers[id]));
      if (levers.length) parts.push("l" + (index + 1) + "=" + levers.join(","));
    });
    return parts.join("&");
  }

  let written = 0;
  let waiting = null;

  // Browsers refuse more than some hundred address changes in half a minute: one a second is plenty.
  function write(state) {
    window.clearTimeout(waiting);
    const pause = Math.max(0, written + 1000 - Date.now());
    waiting = window.setTimeout(function () {
      written = Date.now();
      window.history.replaceState(null, "", window.location.pathname + "?" + encode(state));
    }, pause);
  }

  function go(state) {
    window.clearTimeout(waiting);
    window.location.assign(window.location.pathname + "?" + encode(state));
  }

  // Another country has its own levers and pathways: only language, view and year go along.
  function goToCountry(state, country) {
    window.clearTimeout(waiting);
    const query = ["v=1", "country=" + country, "lang=" + state.language, "view=" + state.view, "year=" + state.year];
    window.location.assign(window.location.pathname + "?" + query.join("&"));
  }

  cockpit.address = { encode, write, go, goToCountry };
})(window.cockpit);
