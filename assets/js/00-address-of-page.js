// The layout depends on the page's address, and Dash fetches it by a request that does not carry it: add it there.
(function () {
  const plain = window.fetch;
  window.fetch = function (resource, options) {
    const asked = typeof resource === "string" && resource.endsWith("_dash-layout");
    return plain.call(this, asked ? resource + window.location.search : resource, options);
  };
})();
