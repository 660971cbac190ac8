// The layout depends on the page's address, and Dash fetches it by a request that does not carry it: hand it on, and ask
// at once, so that the server makes the layout while the browser still loads the scripts.
(function () {
  const plain = window.fetch;
  const config = JSON.parse(document.getElementById("_dash-config").textContent);
  const layout = config.requests_pathname_prefix + "_dash-layout";
  const options = { method: "GET", credentials: "same-origin", headers: { Accept: "application/json" } };
  let early = plain.call(window, layout + window.location.search, options);
  // Whoever asks hears of a failure; nobody else needs to.
  early.catch(() => {});

  window.fetch = function (resource, given) {
    if (resource !== layout) return plain.call(this, resource, given);
    const answer = early || plain.call(this, layout + window.location.search, given);
    early = null;
    return answer;
  };
})();
