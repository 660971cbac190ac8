// The row of buttons that chooses a view: plain buttons, which arrow keys, Home and End walk along. On a phone it is a strip.
(function (cockpit) {
  const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

  const row = () => cockpit.byId("views");
  const buttons = () => Array.from(row().querySelectorAll("button:not([hidden])"));

  function start(views, words) {
    const choices = Object.keys(views).map(function (name) {
      const button = cockpit.make("button", "view-button", views[name].name);
      button.type = "button";
      button.id = "view-button-" + name;
      button.dataset.view = name;
      if (views[name].question !== views[name].name) button.title = views[name].question;
      return button;
    });
    const toggle = cockpit.make("button", "view-button sure-button", words.sure);
    toggle.type = "button";
    toggle.id = "sure";
    row().replaceChildren(...choices, toggle, cockpit.sure.button(words));
    row().onkeydown = walk;
    below();
  }

  function walk(event) {
    const all = buttons();
    const at = all.indexOf(document.activeElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const forward = document.dir === "rtl" || cockpit.byId("page").dir === "rtl" ? -1 : 1;
    let next = null;
    if (event.key in STEPS) next = at + STEPS[event.key] * forward;
    if (event.key === "Home") next = 0;
    if (event.key === "End") next = all.length - 1;
    if (next === null || !all[next]) return;
    event.preventDefault();
    all[next].focus();
  }

  // On a phone the strip stays in sight under the finding, whose height depends on its words.
  function below() {
    const finding = document.querySelector(".finding-box");
    if (!finding || !window.ResizeObserver) return;
    new ResizeObserver(() => row().style.setProperty("--finding-height", finding.offsetHeight + "px")).observe(finding);
  }

  function mark(name, sure) {
    buttons().forEach(function (button) {
      if (!button.dataset.view) return;
      const here = button.dataset.view === name;
      if (here === (button.getAttribute("aria-current") === "true")) return;
      if (here) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      if (here) reveal(button);
    });
    cockpit.byId("sure").setAttribute("aria-pressed", String(sure));
  }

  // Scrolls the strip, never the page.
  function reveal(button) {
    const strip = row();
    const beyond = button.getBoundingClientRect().left + button.offsetWidth / 2 - strip.getBoundingClientRect().left - strip.clientWidth / 2;
    strip.scrollLeft += beyond;
  }

  cockpit.viewRow = { start, mark, busy: (working) => cockpit.byId("sure").classList.toggle("is-busy", working) };
})(window.cockpit);
