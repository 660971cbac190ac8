// One small menu at a time, under the button that opened it. Escape and a click elsewhere close it.
(function (cockpit) {
  let open = null;
  let opener = null;

  function toggle(button, entries) {
    const same = opener === button;
    close();
    if (!same) show(button, entries);
  }

  function show(button, entries) {
    open = cockpit.make("div", "menu");
    open.append(...entries.map(entry));
    document.body.append(open);
    opener = button;
    button.setAttribute("aria-expanded", "true");
    const place = button.getBoundingClientRect();
    const width = open.offsetWidth;
    const left = Math.min(Math.max(8, place.left), window.innerWidth - width - 8);
    open.style.left = left + "px";
    open.style.top = place.bottom + 6 + "px";
    const first = open.querySelector("input, button:not([disabled])");
    if (first) first.focus();
    if (first && first.select) first.select();
  }

  function entry(one) {
    if (one.note) return cockpit.make("p", "menu-note", one.note);
    if (one.field) return field(one);
    const button = cockpit.make("button", "menu-entry", one.words);
    button.type = "button";
    button.disabled = Boolean(one.disabled);
    // One of several: which one it is now, for the eye by its sign (style sheet) and for the ear.
    if ("chosen" in one) button.setAttribute("aria-pressed", String(one.chosen));
    if (one.disabled && one.why) button.title = one.why;
    button.addEventListener("click", function () {
      close();
      one.run();
    });
    return button;
  }

  function field(one) {
    const label = cockpit.make("label", "menu-field", one.field);
    const input = cockpit.make("input");
    input.type = "text";
    input.value = one.value;
    input.maxLength = one.limit;
    input.addEventListener("keydown", function (event) {
      event.stopPropagation();
      if (event.key === "Escape") back();
      if (event.key === "Enter") input.blur();
    });
    input.addEventListener("change", function () {
      const words = input.value;
      close();
      one.run(words);
    });
    label.append(input);
    return label;
  }

  function close() {
    if (!open) return;
    open.remove();
    open = null;
    opener.setAttribute("aria-expanded", "false");
    opener = null;
  }

  // Closing by Escape returns the focus to where it came from.
  function back() {
    const button = opener;
    close();
    if (button && button.isConnected) button.focus();
  }

  cockpit.menu = {
    toggle,
    close,
    isOpen: () => open !== null,
    back,
    onClick: function (event) {
      if (open && !open.contains(event.target) && !opener.contains(event.target)) close();
    },
  };
})(window.cockpit);
