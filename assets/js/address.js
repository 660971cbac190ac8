// The state as the query of an address; the same encoding as encode() in dashboard/state/address.py.
(function (cockpit) {
  const number = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/\.?0+$/, ""));

  // Exactly what Python's quote_plus leaves alone.
  const name = (words) =>
    encodeURIComponent(words)
      .replace(/[!'()*]/g, (char) => "%" + char.charCodeAt(0).toString(16).toUpperCase())
      .replace(/%20/g, "+");

  // One line; the name is last, because it may hold any character.
  function programme(one) {
    const target = one.sector ? "s:" + one.sector : one.technology ? "t:" + one.technology : "";
    const shares = [one.local_content, one.women_share, one.formal_share].map((share) =>
      share === null || share === undefined ? "" : number(share)
    );
    const years = [String(one.first), String(one.last)];
    return [one.kind, target, one.region || "", number(one.amount), ...years, ...shares, one.source, one.name].join("~");
  }

  function encode(state) {
    const parts = [
      "v=2",
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
      pathway.programmes.forEach((one, place) => parts.push("g" + (index + 1) + "." + (place + 1) + "=" + name(programme(one))));
    });
    if (state.compare !== null) parts.push("cmp=" + (state.compare + 1));
    const choices = Object.keys(state.choices).map((id) => id + ":" + state.choices[id]);
    if (choices.length) parts.push("c=" + choices.join(","));
    const edits = Object.keys(state.world.edits).map((id) => id + ":" + number(state.world.edits[id]));
    if (edits.length) parts.push("w=" + edits.join(","));
    if (state.world.factors) parts.push("f=" + state.world.factors);
    if (state.note) parts.push("note=" + name(state.note));
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
      window.history.replaceState(null, "", window.location.pathname + "?" + encode(state) + cockpit.sent.stamp());
    }, pause);
  }

  function go(state) {
    window.clearTimeout(waiting);
    window.location.assign(window.location.pathname + "?" + encode(state) + cockpit.sent.stamp());
  }

  // Another page of this server at a query, or the dashboard itself (""); in a language, if one is named.
  function open(page, query, language) {
    window.clearTimeout(waiting);
    const fields = new URLSearchParams(query);
    if (language) fields.set("lang", language);
    window.location.assign(root() + page + "?" + (language ? fields.toString() : query));
  }

  // Another country has its own levers and pathways: only language, view and year go along.
  function goToCountry(state, country) {
    window.clearTimeout(waiting);
    const query = ["v=2", "country=" + country, "lang=" + state.language, "view=" + state.view, "year=" + state.year];
    window.location.assign(window.location.pathname + "?" + query.join("&"));
  }

  // Where the pages beside this one begin.
  const root = () => window.location.pathname.replace(/[^/]*$/, "");

  cockpit.address = { root, encode, write, go, open, goToCountry };
})(window.cockpit);
