// The theme: light, dark, or projector. Chosen by the reader and kept in this browser, never in a link; until then it follows
// the system. It is put on before anything is drawn, which is why this runs at once and not at `boot`.
(function (cockpit) {
  const KEY = "theme";
  const NAMES = ["light", "dark", "projector"];
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const listeners = [];
  const kept = new Map();

  // A browser may forbid storage; the theme then lasts as long as the page.
  function stored() {
    try {
      const name = window.localStorage.getItem(KEY);
      return NAMES.includes(name) ? name : null;
    } catch {
      return null;
    }
  }

  function keep(name) {
    try {
      window.localStorage.setItem(KEY, name);
    } catch {
      // Nothing is lost but the memory of it.
    }
  }

  function wear(name) {
    if (root.dataset.theme === name) return;
    const first = !root.dataset.theme;
    root.dataset.theme = name;
    root.dataset.bsTheme = name === "dark" ? "dark" : "light";
    kept.clear();
    if (!first) listeners.forEach((listener) => listener(name));
  }

  function token(name) {
    if (!kept.has(name)) kept.set(name, window.getComputedStyle(root).getPropertyValue("--" + name).trim());
    return kept.get(name);
  }

  cockpit.theme = {
    names: NAMES,
    name: () => root.dataset.theme,
    choose: function (name) {
      if (!NAMES.includes(name)) return;
      keep(name);
      wear(name);
    },
    // `listener(name)` draws again what has colours of its own.
    onChange: (listener) => listeners.push(listener),

    // A colour of assets/css/00-tokens.css as it is now, "#rrggbb": color("pathway-0"), color("created"), color("fuel-wind").
    color: token,
    // The same, see-through.
    faint: (name, alpha) => token(name) + Math.round(alpha * 255).toString(16).padStart(2, "0"),
    // A length in pixels: length("size-chart").
    length: (name) => parseFloat(token(name)),
  };

  const own = () => stored() || (system.matches ? "dark" : "light");
  wear(own());
  // Paper is white.
  window.addEventListener("beforeprint", () => wear("light"));
  window.addEventListener("afterprint", () => wear(own()));
  system.addEventListener("change", () => wear(own()));
})(window.cockpit);
