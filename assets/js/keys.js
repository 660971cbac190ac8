// Keys for what the mouse does, and the list of them ("?"). Single keys can be switched off, for those who dictate.
(function (cockpit) {
  const KEPT = "single-keys";
  const PANEL = "keys-panel";
  const REPLAY = "r";
  let words = {};
  let does = {};

  // `actions` are functions by key; one with `when` acts only where that says so, and never on a slider.
  function start(boot, actions) {
    words = boot.tools;
    does = Object.assign({ "?": open }, actions);
  }

  function allowed() {
    try {
      return window.localStorage.getItem(KEPT) !== "off";
    } catch {
      return true;
    }
  }

  function allow(on) {
    try {
      window.localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      // The browser keeps nothing: the keys stay on.
    }
  }

  const types = (target) => target.matches("input:not([type='range'], [type='checkbox'], [type='radio']), select, textarea");

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const action = does[event.key];
    if (!action || cockpit.dialogs.isOpen() || types(event.target)) return;
    if (action.when && (!action.when() || event.target.matches("input"))) return;
    if (event.key.length === 1 && !allowed()) return;
    event.preventDefault();
    action();
  }

  function open() {
    cockpit.dialogs.open(PANEL, words.keyboard, words.close, fill);
  }

  function fill(body) {
    const list = cockpit.make("dl", "keys");
    words.keys.forEach(function ([keys, what]) {
      const row = cockpit.make("div");
      const term = cockpit.make("dt");
      keys.forEach((key) => term.append(cockpit.make("kbd", "", key)));
      row.append(term, cockpit.make("dd", "", what));
      list.append(row);
    });
    const label = cockpit.make("label", "choice");
    const box = cockpit.make("input");
    box.type = "checkbox";
    box.id = "single-keys";
    box.checked = allowed();
    box.addEventListener("change", () => allow(box.checked));
    label.append(box, cockpit.make("span", "", words.singleKeys));
    body.replaceChildren(list, label);
  }

  cockpit.keys = { REPLAY, start, onKey, open };
})(window.cockpit);
