// The levers: one delegated listener, native controls, and a style that shows where the default is.
(function (cockpit) {
  const TICK_REACH = 14;
  let registry = {};
  let changed = null;
  let words = {};

  // `whenChanged(kind, differs)` hears "moving" while a control is dragged and "rest" when it is let go or typed in.
  function start(boot, whenChanged) {
    registry = boot.levers;
    words = boot.tools;
    changed = whenChanged;
    Object.keys(registry).forEach(dress);
    showAll();
  }

  // What a lever has beside its controls: the unit, the word for "not at all", the "i", and the way back once it is moved.
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
    const back = cockpit.make("button", "lever-back", "\u27f2");
    back.type = "button";
    back.dataset.back = id;
    back.title = cockpit.fill(words.backTo, { lever: lever.label, value: written(id, lever.default) });
    back.setAttribute("aria-label", back.title);
    box.before(info, back);
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
    if (control.type === "range") move(id, Number(control.value), "rest", control);
    else typed(id, control.value);
  }

  // An emptied box means the default; what is no number leaves the lever where it is.
  function typed(id, text) {
    const wanted = text.trim() === "" ? registry[id].default : cockpit.numbers.read(text);
    move(id, Number.isFinite(wanted) ? wanted : valueOf(id), "rest", null);
  }

  // The arrows step the number in a box, as they do in the browser's own number boxes.
  function onKey(event) {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!direction || !isControl(event.target) || event.target.type === "range") return;
    const id = leverOf(event.target);
    event.preventDefault();
    move(id, valueOf(id) + direction * Number(cockpit.byId("lever-" + id).step || 1), "rest", null);
  }

  function valueOf(id) {
    const levers = cockpit.state.active().levers;
    return id in levers ? levers[id] : registry[id].default;
  }

  // A value with its unit, as a sentence says it.
  function written(id, value) {
    const lever = registry[id];
    if (lever.none && value === lever.maximum) return lever.none;
    return cockpit.numbers.plain(value) + (lever.unit ? "\u00a0" + lever.unit : "");
  }

  function move(id, wanted, kind, source) {
    const lever = registry[id];
    const value = snapped(id, lever, wanted);
    const before = valueOf(id);
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
    const figure = cockpit.numbers.plain(value);
    if (box.value !== figure) box.value = figure;
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
    Object.keys(registry).forEach((id) => show(id, valueOf(id)));
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
    const back = cockpit.make("button", "link-button lever-default", words.backToDefault);
    back.type = "button";
    back.dataset.back = row.dataset.lever;
    about.append(back);
    row.append(about);
  }

  function onClick(event) {
    const info = event.target.closest(".lever-info");
    if (info) {
      toggleAbout(info);
      return;
    }
    const back = event.target.closest(".lever-back, .lever-default");
    if (back && registry[back.dataset.back]) toDefault(back.dataset.back);
  }

  // The button hides once there is nothing to go back from: the focus stays with the lever.
  function toDefault(id) {
    move(id, registry[id].default, "rest", null);
    cockpit.byId("lever-" + id).focus({ preventScroll: true });
  }

  // Twice on the tick: back to the default.
  function onDoubleClick(event) {
    const range = event.target;
    if (!isControl(range) || range.type !== "range" || !registry[leverOf(range)]) return;
    const box = range.getBoundingClientRect();
    const lever = registry[leverOf(range)];
    const share = (lever.default - lever.minimum) / (lever.maximum - lever.minimum || 1);
    const thumb = parseFloat(window.getComputedStyle(range).getPropertyValue("--thumb")) || TICK_REACH;
    const along = thumb / 2 + share * (box.width - thumb);
    const tick = cockpit.byId("page").dir === "rtl" ? box.right - along : box.left + along;
    if (Math.abs(event.clientX - tick) <= TICK_REACH) toDefault(leverOf(range));
  }

  // Marks the levers that a replay moves, and brings the first of them into sight.
  function highlight(ids) {
    document.querySelectorAll(".lever.is-replayed").forEach((row) => row.classList.remove("is-replayed"));
    const rows = ids.map((id) => cockpit.byId("lever-" + id).closest(".lever"));
    rows.forEach(function (row) {
      row.classList.add("is-replayed");
      const drawer = row.closest("details");
      if (drawer) drawer.open = true;
    });
    if (rows.length) rows[0].scrollIntoView({ block: "nearest" });
  }

  cockpit.levers = {
    start,
    showAll,
    onInput,
    onChange,
    onClick,
    onKey,
    onDoubleClick,
    highlight,
    written,
    has: (id) => id in registry,
    label: (id) => registry[id].label,
    standard: (id) => registry[id].default,
    snapped: (id, wanted) => snapped(id, registry[id], wanted),
    // Sets a lever without making it a step of undo.
    put: function (id, value) {
      cockpit.state.setLever(id, value, registry[id].default);
      show(id, value, null);
    },
  };
})(window.cockpit);
