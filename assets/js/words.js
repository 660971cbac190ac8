// Sentences and headline figures: written as they come from the server.
(function (cockpit) {
  const TITLES = ["jobs", "sectors", "women", "regions"];
  const SMALLEST_TITLE = 0.84;

  function paint(view, holding) {
    const answer = view.answers[view.active];
    if (!answer) return;
    const words = answer.words;
    const other = cockpit.against.slot();
    const isOther = (name) => other !== null && name === view.state.pathways[other].name;
    const colour = (name) => "of-" + (isOther(name) ? other : view.active);
    cockpit.sayNamed(cockpit.byId("finding"), words.finding, colour, view.active + "/" + other);
    const second = other === null || cockpit.detail.isOverview() ? words.second : view.boot.tools.viewIsBaseline;
    cockpit.sayNamed(cockpit.byId("second"), second, "region-name");
    TITLES.forEach((name) => cockpit.sayNamed(cockpit.byId("title-" + name), words[name], "named"));
    cockpit.say(cockpit.byId("sexes-line"), words.sexes);
    Object.keys(answer.headlines).forEach(function (key) {
      const [value, beside, exact] = answer.headlines[key];
      const figure = cockpit.byId("figure-" + key);
      cockpit.say(figure, value);
      figure.dataset.exact = exact === null ? "" : exact;
      cockpit.say(cockpit.byId("beside-" + key), beside);
    });
    ranges(cockpit.detail.band(), holding, view.boot.tools);
    cockpit.say(cockpit.byId("year-words"), cockpit.numbers.year(answer.year));
    cockpit.say(cockpit.byId("label-jobs"), cockpit.fill(view.boot.words.netIn, { year: cockpit.numbers.year(answer.year) }));
    warnings(answer.warnings, view.boot.words);
    if (!holding) ["finding", "second"].forEach((id) => keepHeight(cockpit.byId(id)));
    if (!holding) TITLES.forEach((name) => fitted(cockpit.byId("title-" + name)));
    if (!holding) cockpit.say(cockpit.byId("spoken"), words.finding + " " + words.second);
  }

  // How sure: the range stands beside each figure, and the second line says what drives it. It hides while a lever moves.
  function ranges(band, holding, notes) {
    const known = band && !holding && cockpit.against.slot() === null;
    cockpit.say(cockpit.byId("holds-jobs"), (known && band.holds) || "");
    if (!band || holding) return;
    if (cockpit.against.slot() !== null) {
      cockpit.say(cockpit.byId("second"), notes.rangeIsBaseline);
      cockpit.byId("second").dataset.words = "";
      return;
    }
    cockpit.say(cockpit.byId("second"), band.words);
    cockpit.byId("second").dataset.words = "";
    Object.keys(band.ranges).forEach((key) => cockpit.say(cockpit.byId("beside-" + key), band.ranges[key]));
  }

  // Keeps the lines that the sentence takes at rest, so that nothing below moves while a number loses a digit.
  function keepHeight(element) {
    element.style.minBlockSize = "";
    element.style.minBlockSize = element.offsetHeight + "px";
  }

  // A title that is a little longer than its line is set a little smaller, before it is cut.
  function fitted(title) {
    title.style.removeProperty("--fitted");
    const over = title.scrollWidth / title.clientWidth;
    if (over > 1) title.style.setProperty("--fitted", Math.max(SMALLEST_TITLE, 0.99 / over).toFixed(3));
  }

  function warnings(sentences, words) {
    const button = cockpit.byId("warnings-button");
    const list = cockpit.byId("warnings");
    cockpit.show(button, sentences.length > 0);
    if (!sentences.length) {
      cockpit.show(list, false);
      button.setAttribute("aria-expanded", "false");
      return;
    }
    cockpit.say(button, "⚠ " + (sentences.length === 1 ? words.oneWarning : cockpit.fill(words.warnings, { count: cockpit.numbers.whole(sentences.length) })));
    const key = sentences.join("\n");
    if (list.dataset.words === key) return;
    list.dataset.words = key;
    list.replaceChildren(...sentences.map((sentence) => cockpit.make("li", "", sentence)));
  }

  cockpit.words = { paint };
})(window.cockpit);
