// Panels that open on demand, the sheet of levers on a phone, and the line that tells of trouble.
(function (cockpit) {
  let boot = null;

  function open(id) {
    window.dash_clientside.set_props(id, { is_open: true });
  }

  function sheet(opening) {
    const panel = cockpit.byId("levers");
    panel.classList.toggle("is-open", opening);
    document.body.classList.toggle("has-sheet", opening);
    cockpit.byId("levers-open").setAttribute("aria-expanded", String(opening));
    if (opening) cockpit.byId("levers-scroll").focus({ preventScroll: true });
    else cockpit.byId("levers-open").focus({ preventScroll: true });
  }

  const sheetIsOpen = () => cockpit.byId("levers").classList.contains("is-open");

  function toggleWarnings() {
    const list = cockpit.byId("warnings");
    list.hidden = !list.hidden;
    cockpit.byId("warnings-button").setAttribute("aria-expanded", String(!list.hidden));
  }

  // Light, dark or projector: the reader's own, in this browser, and no part of the link.
  function display() {
    const now = cockpit.theme.name();
    const entries = cockpit.theme.names.map((name) => ({
      words: boot.themes[name],
      chosen: name === now,
      run: () => cockpit.theme.choose(name),
    }));
    cockpit.menu.toggle(cockpit.byId("display"), entries);
  }

  function hide(id) {
    cockpit.show(cockpit.byId(id), false);
  }

  const clicks = {
    display,
    "notes-close": () => hide("notes"),
    "sources-button": () => open("sources-panel"),
    "levers-open": () => sheet(!sheetIsOpen()),
    "levers-close": () => sheet(false),
    "warnings-button": toggleWarnings,
  };

  cockpit.panels = {
    start: (first) => (boot = first),
    openBaseline: () => open("baseline-panel"),
    trouble: function (sentence) {
      const line = cockpit.byId("trouble");
      cockpit.say(line, sentence || "");
      cockpit.show(line, Boolean(sentence));
    },
    // Says whether Escape closed something.
    escape: function () {
      if (cockpit.dialogs.isOpen()) return true;
      if (cockpit.menu.isOpen()) cockpit.menu.back();
      else if (!cockpit.byId("warnings").hidden) toggleWarnings();
      else if (cockpit.programmes.isOpen()) cockpit.programmes.close();
      else if (sheetIsOpen()) sheet(false);
      else return false;
      return true;
    },
    onClick: function (event) {
      const button = event.target.closest("button[id]");
      if (button && clicks[button.id]) clicks[button.id]();
    },
  };
})(window.cockpit);
