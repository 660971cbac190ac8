// Panels at the side of the page: native dialogs, so that focus, Escape and the page behind are the browser's business.
(function (cockpit) {
  const make = cockpit.make;

  // Returns the dialog of an id, made at first use; `fill(body)` writes its content whenever it opens.
  function side(id, title, close, fill) {
    let box = cockpit.byId(id);
    if (!box) {
      box = make("dialog", "side");
      box.id = id;
      document.body.append(box);
      // A click on what lies behind closes it: only there is the dialog itself the target.
      box.addEventListener("click", (event) => event.target === box && box.close());
    }
    const heading = make("h2", "side-title", title);
    heading.id = id + "-title";
    box.setAttribute("aria-labelledby", heading.id);
    // In the language and direction of the page, which is not the document's root.
    box.dir = cockpit.byId("page").dir;
    box.lang = cockpit.byId("page").lang;
    const button = make("button", "link-button side-close", close);
    button.type = "button";
    button.addEventListener("click", () => box.close());
    const head = make("div", "side-head");
    head.append(heading, button);
    const body = make("div", "side-body");
    body.tabIndex = 0;
    body.setAttribute("role", "region");
    body.setAttribute("aria-labelledby", heading.id);
    box.replaceChildren(head, body);
    fill(body);
    return box;
  }

  function open(id, title, close, fill) {
    const box = side(id, title, close, fill);
    if (!box.open) box.showModal();
    return box;
  }

  // A field with its label, its unit, a hint, and a place for what is wrong with it.
  function field(id, words, control, extra) {
    const box = make("div", "field");
    const label = make("label", "field-label", words);
    label.htmlFor = control.id = id;
    const wrong = make("p", "field-wrong");
    wrong.id = id + "-wrong";
    wrong.setAttribute("role", "alert");
    const line = make("span", "field-line");
    line.append(control);
    if (extra && extra.unit) line.append(make("span", "field-unit", extra.unit));
    box.append(label, line);
    if (extra && extra.hint) {
      const hint = make("p", "field-hint", extra.hint);
      hint.id = id + "-hint";
      box.append(hint);
    }
    box.append(wrong);
    control.setAttribute("aria-describedby", [extra && extra.hint ? id + "-hint" : "", wrong.id].join(" ").trim());
    return box;
  }

  function wrong(id, sentence) {
    cockpit.say(cockpit.byId(id + "-wrong"), sentence || "");
    cockpit.byId(id).setAttribute("aria-invalid", String(Boolean(sentence)));
  }

  cockpit.dialogs = { open, field, wrong, isOpen: () => document.querySelector("dialog[open]") !== null };
})(window.cockpit);
