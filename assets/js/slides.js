// The charts of the overview one at a time, for the projector: next, previous, and which of how many. Other themes show all
// of them at once; there the style sheet hides the buttons and the choice has no effect.
(function (cockpit) {
  let words = {};
  let repaint = null;
  let at = 0;

  const cards = () => Array.from(document.querySelectorAll("#view-overview .chart"));
  const on = () => cockpit.theme.name() === "projector" && cockpit.detail.isOverview() && window.matchMedia("(min-width: 861px)").matches;

  // `whenShown` draws what was hidden until now.
  function start(boot, whenShown) {
    words = boot.tools;
    repaint = whenShown;
    if (!cockpit.byId("slides")) cockpit.byId("view-overview").prepend(nav());
    show();
  }

  function nav() {
    const box = cockpit.make("nav", "slides");
    box.id = "slides";
    box.setAttribute("aria-label", words.charts);
    const count = cockpit.make("span", "slides-count");
    count.setAttribute("role", "status");
    box.append(arrow("slide-previous", words.previousChart, "\u2039", -1), count, arrow("slide-next", words.nextChart, "\u203a", 1));
    return box;
  }

  function arrow(id, label, sign, by) {
    const button = cockpit.make("button", "slide-button");
    button.type = "button";
    button.id = id;
    button.title = label;
    button.setAttribute("aria-label", label);
    const mark = cockpit.make("span", "", sign);
    mark.setAttribute("aria-hidden", "true");
    button.append(mark);
    button.addEventListener("click", () => step(by));
    return button;
  }

  function show() {
    const all = cards();
    all.forEach((card, index) => card.classList.toggle("is-slide", index === at));
    const count = { number: cockpit.numbers.whole(at + 1), all: cockpit.numbers.whole(all.length) };
    cockpit.say(document.querySelector(".slides-count"), cockpit.fill(words.chartOf, count));
  }

  function step(by) {
    const count = cards().length;
    at = (at + by + count) % count;
    show();
    // The frame has its size once the page is laid out anew.
    window.requestAnimationFrame(() => window.requestAnimationFrame(repaint));
  }

  cockpit.slides = { start, step, on };
})(window.cockpit);
