// The levers: one delegated listener, native controls, and a style that shows where the default is.
(function (cockpit) {
  let registry = {};
  let changed = null;
  let backWords = "";

  // `whenChanged(kind, differs)` hears "moving" while a control is dragged and "rest" when it is let go or typed in.
  function start(boot, whenChanged) {
    registry = boot.levers;
    backWords = boot.words.backToDefault;
    changed = whenChanged;
    Object.keys(registry).forEach(dress);
    showAll();
  }

  // What a lever has beside its controls: the unit, the word for "not at all", and the "i".
  function dress(id) {
    const lever = registry[id];
    const box = cockpit.byId("value-" + id);
    const row = box.closest(".lever");
    box.setAttribute("aria-label", lever.number);
    if (row.querySelector(".lever-info")) return;
    const info = cockpit.make("button", "lever-info", "i");
    info.type = "button";
    info.setAttribute("aria-expanded", "false");
    info.setAttribute("aria-controls", "about-" + id);
    info.setAttribute("aria-label", lever.about);
    box.before(info);
    const unit = cockpit.make("span", "lever-unit", lever.unit);
    const none = cockpit.make("span", "lever-none", lever.none || "");
    none.setAttribute("aria-hidden", "true");
    box.after(none, unit);
  }

  const leverOf = (control) => control.id && control.id.replace(/^(lever|value)-/, "");
  const isControl = (target) => target.matches && target.matches(".lever-range[id^='lever-'], .lever-number");

  function onInput(event) {
    const control = event.target;
    if (!isControl(control) || !registry[leverOf(control)]) return;
    if (control.type === "range") move(leverOf(control), Number(control.value), "moving", control);
  }

  function onChange(event) {
    const control = event.target;
    if (!isControl(control) || !registry[leverOf(control)]) return;
    const id = leverOf(control);
    const typed = control.value === "" ? NaN : Number(control.value);
    const value = Number.isFinite(typed) ? typed : registry[id].default;
    move(id, value, "rest", control.type === "range" ? control : null);
  }

  function move(id, wanted, kind, source) {
    const lever = registry[id];
    const value = snapped(id, lever, wanted);
    const levers = cockpit.state.active().levers;
    const before = id in levers ? levers[id] : lever.default;
    cockpit.state.setLever(id, value, lever.default);
    show(id, value, source);
    changed(kind, value !== before, id);
  }

  // What a slider can stand at: on the scale, on a step.
  function snapped(id, lever, wanted) {
    const within = Math.min(lever.maximum, Math.max(lever.minimum, wanted));
    const range = cockpit.byId("lever-" + id);
    const step = (range && Number(range.step)) || 1;
    const steps = Math.round((within - lever.minimum) / step);
    return Math.min(lever.maximum, Number((lever.minimum + steps * step).toFixed(6)));
  }

  function show(id, value, source) {
    const lever = registry[id];
    const range = cockpit.byId("lever-" + id);
    const box = cockpit.byId("value-" + id);
    if (!range || !box) return;
    if (range !== source && Number(range.value) !== value) range.value = value;
    if (box.value !== String(value)) box.value = value;
    const share = (value - lever.minimum) / (lever.maximum - lever.minimum || 1);
    const row = range.parentElement;
    row.style.setProperty("--at", share.toFixed(4));
    row.classList.toggle("is-moved", value !== lever.default);
    if (lever.none) {
      row.classList.toggle("is-none", value === lever.maximum);
      range.setAttribute("aria-valuetext", value === lever.maximum ? lever.none : String(value));
    }
  }

  // Moved levers wear the colour of the pathway that they belong to.
  function showAll() {
    cockpit.byId("levers").style.setProperty("--own", "var(--pathway-" + cockpit.state.get().active + ")");
    const levers = cockpit.state.active().levers;
    Object.keys(registry).forEach((id) => show(id, id in levers ? levers[id] : registry[id].default));
  }

  function toggleAbout(info) {
    const row = info.closest(".lever");
    const shown = row.querySelector(".lever-about");
    info.setAttribute("aria-expanded", String(!shown));
    if (shown) {
      shown.remove();
      return;
    }
    const about = cockpit.make("div", "lever-about");
    about.id = info.getAttribute("aria-controls");
    about.append(...registry[row.dataset.lever].sentences.map((sentence) => cockpit.make("p", "", sentence)));
    const back = cockpit.make("button", "link-button lever-default", backWords);
    back.type = "button";
    back.dataset.lever = row.dataset.lever;
    about.append(back);
    row.append(about);
  }

  function onClick(event) {
    const info = event.target.closest(".lever-info");
    if (info) {
      toggleAbout(info);
      return;
    }
    const back = event.target.closest(".lever-default");
    if (back && registry[back.dataset.lever]) move(back.dataset.lever, registry[back.dataset.lever].default, "rest", null);
  }

  cockpit.levers = { start, showAll, onInput, onChange, onClick };
})(window.cockpit);
