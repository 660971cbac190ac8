// Behind the ranges, on a panel of its own: what drives them, which conclusions hold under every source, what each source says,
// and the way to the assumptions (dashboard/views/sure_panel.py).
(function (cockpit) {
  const make = cockpit.make;
  const PANEL = "sure-panel";
  let words = null;
  let blocks = null;

  function section(block) {
    const box = make("section", "sure-section");
    const body = make("div", "block-body");
    box.append(make("h3", "chart-title", block.title), make("p", "chart-subtitle", block.subtitle), body);
    cockpit.kinds[block.kind](body, block, {}, { holding: false });
    if (block.note) box.append(make("p", "quiet", block.note));
    return box;
  }

  function fill(body) {
    const change = make("button", "view-button sure-button", words.sureChange);
    change.type = "button";
    change.addEventListener("click", function () {
      cockpit.byId(PANEL).close();
      cockpit.byId("world-button").click();
    });
    body.replaceChildren(...blocks.map(section), change);
  }

  // Shows the button that opens the panel while there is something behind it.
  function offer(band) {
    blocks = band && band.panel ? band.panel : null;
    cockpit.show(cockpit.byId("sure-more"), blocks !== null);
  }

  function button(given) {
    words = given;
    const more = make("button", "view-button sure-more", given.sureMore);
    more.type = "button";
    more.id = "sure-more";
    more.setAttribute("aria-haspopup", "dialog");
    more.hidden = true;
    more.addEventListener("click", () => blocks && cockpit.dialogs.open(PANEL, words.sureTitle, words.close, fill));
    return more;
  }

  cockpit.sure = { button, offer };
})(window.cockpit);
