// The chosen year: scrubbed, or played.
(function (cockpit) {
  const STEP = 450;
  const CALM_STEP = 1200;
  let years = [];
  let words = {};
  let clock = null;
  let changed = null;

  function start(boot, whenChanged) {
    years = boot.years;
    words = boot.words;
    changed = whenChanged;
    pause();
    show();
  }

  function show() {
    const slider = cockpit.byId("year");
    const year = cockpit.state.get().year;
    if (Number(slider.value) !== year) slider.value = year;
    const share = (year - years[0]) / (years[years.length - 1] - years[0]);
    slider.parentElement.style.setProperty("--at", share.toFixed(4));
    cockpit.say(cockpit.byId("year-words"), cockpit.numbers.year(year));
  }

  function set(year, kind) {
    cockpit.state.get().year = year;
    show();
    changed(kind);
  }

  function play() {
    const last = years[years.length - 1];
    if (cockpit.state.get().year >= last) set(years[0], "moving");
    clock = window.setInterval(function () {
      const next = cockpit.state.get().year + 1;
      set(next, next >= last ? "rest" : "moving");
      if (next >= last) pause();
    }, cockpit.calm() ? CALM_STEP : STEP);
    dress(true);
  }

  function pause() {
    const playing = clock !== null;
    window.clearInterval(clock);
    clock = null;
    dress(false);
    return playing;
  }

  function toggle() {
    if (pause()) changed("rest");
    else play();
  }

  function dress(playing) {
    const button = cockpit.byId("play");
    button.setAttribute("aria-pressed", String(playing));
    button.setAttribute("aria-label", playing ? words.pause : words.play);
    cockpit.say(button, playing ? "❚❚" : "▶");
  }

  cockpit.years = {
    start,
    show,
    onInput: function (event) {
      if (event.target.id !== "year") return;
      pause();
      set(Number(event.target.value), "moving");
    },
    onChange: (event) => event.target.id === "year" && changed("rest"),
    onClick: function (event) {
      if (event.target.closest("#play")) toggle();
    },
    toggle,
    step: function (by) {
      pause();
      set(Math.min(years[years.length - 1], Math.max(years[0], cockpit.state.get().year + by)), "rest");
    },
  };
})(window.cockpit);
