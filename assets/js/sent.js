// What a link brought: a calm line with the sender's note, the list of what was moved, and the way back to it. The link itself
// is never touched: what is changed here goes to the address of this tab alone.
(function (cockpit) {
  const KEPT = "sent";
  const PANEL = "sent-panel";
  const make = cockpit.make;
  let boot = null;
  let sent = null;
  let original = null;
  let returned = null;
  let country = "";

  // What was said: not the view or the language, which change none of it.
  const picture = (state) => JSON.stringify([state.pathways.map(settings), state.active, state.compare, state.year, state.world]);
  const settings = (pathway) => [pathway.name, Object.entries(pathway.levers).sort(), pathway.programmes];

  function start(first, whenReturned) {
    boot = first;
    returned = whenReturned;
    sent = first.sent;
    const state = cockpit.state.get();
    country = state.country;
    original = sent ? JSON.stringify(state) : null;
    if (sent) keep(window.location.search.slice(1));
    draw(sent ? "" : kept());
  }

  // A browser may forbid storage: the way back then lasts as long as the page.
  function keep(query) {
    try {
      if (query) window.sessionStorage.setItem(KEPT, query);
      else window.sessionStorage.removeItem(KEPT);
    } catch {
      // Nothing is lost but the memory of it.
    }
  }

  function kept() {
    try {
      return window.sessionStorage.getItem(KEPT) || "";
    } catch {
      return "";
    }
  }

  // --- the line ---

  function draw(earlier) {
    const box = cockpit.byId("sent");
    cockpit.show(box, Boolean(sent || earlier));
    if (!sent && !earlier) return box.replaceChildren();
    const words = sent ? sent.words : boot.share.sent;
    const line = make("p", "sent-words");
    if (sent && sent.note) {
      line.append(make("span", "sent-label", words.note), make("bdi", "sent-note", sent.note));
    } else {
      line.append(make("span", "sent-label", sent ? words.to : words.left));
    }
    const parts = [line];
    if (sent) parts.push(button("sent-show", words.show, open));
    parts.push(button("sent-back", words.back, back), button("sent-close", words.close, close));
    box.replaceChildren(...parts);
    refresh();
  }

  function button(id, words, run) {
    const made = make("button", "link-button", words);
    made.type = "button";
    made.id = id;
    made.addEventListener("click", run);
    return made;
  }

  const isSame = () => Boolean(sent) && picture(cockpit.state.get()) === picture(JSON.parse(original));

  // Called after every change: the way back is there as soon as there is something to come back from.
  function refresh() {
    const way = cockpit.byId("sent-back");
    if (!way) return;
    const same = isSame();
    way.disabled = same;
    if (!sent) return;
    // The sender's note belongs to what was sent, and not to what the reader makes of it; a note of the reader's own stays.
    const state = cockpit.state.get();
    if (same && !state.note) state.note = sent.note;
    if (!same && state.note === sent.note) state.note = "";
  }

  function close() {
    keep("");
    sent = null;
    cockpit.show(cockpit.byId("sent"), false);
    cockpit.byId("sent").replaceChildren();
    cockpit.byId("finding").focus({ preventScroll: true });
  }

  function back() {
    if (!sent) {
      const query = kept();
      if (query) cockpit.address.open("", query, cockpit.state.get().language);
      return;
    }
    if (isSame()) return;
    const state = cockpit.state.get();
    const { pathways, active, year, world, compare, view } = JSON.parse(original);
    Object.assign(state, { pathways, active, year, world, compare });
    returned(view);
    cockpit.byId("sent-show").focus({ preventScroll: true });
  }

  // --- the list ---

  function open() {
    if (sent) cockpit.dialogs.open(PANEL, sent.words.title, sent.words.close, fill);
  }

  function fill(body) {
    const words = sent.words;
    const parts = [];
    if (sent.note) {
      const note = make("blockquote", "sent-quote", sent.note);
      note.dir = "auto";
      parts.push(make("p", "side-note", words.note), note);
    }
    if (sent.compared) parts.push(named("side-note", sent.compared));
    sent.pathways.forEach((pathway, slot) => parts.push(...listed(pathway, slot)));
    if (sent.world.length) {
      parts.push(make("h3", "param-heading", words.world));
      parts.push(table(sent.world, [words.assumption, words.usual, words.here]));
    }
    sent.differences.forEach((sentence) => parts.push(named("sent-difference", sentence)));
    if (sent.versions) parts.push(make("p", "side-note", sent.versions));
    parts.push(make("p", "side-note", isSame() ? words.same : words.changed));
    body.replaceChildren(...parts);
  }

  function listed(pathway, slot) {
    const words = sent.words;
    const heading = make("h3", "param-heading of-" + slot);
    heading.append(make("span", "chip-letter", boot.theme.letters[slot]), make("bdi", "", pathway.name));
    const parts = [heading];
    if (pathway.moved.length) parts.push(table(pathway.moved, [words.lever, words.baseline, words.here]));
    if (pathway.programmes.length) {
      const list = make("ul", "sent-list");
      list.append(...pathway.programmes.map((line) => named("", line, "li")));
      parts.push(make("p", "side-note", words.programmes), list);
    }
    if (!pathway.moved.length && !pathway.programmes.length) parts.push(make("p", "side-note", words.nothing));
    return parts;
  }

  function named(className, sentence, tag) {
    const line = make(tag || "p", className);
    cockpit.sayNamed(line, sentence, "");
    return line;
  }

  function table(rows, head) {
    const made = make("table", "sent-table");
    const top = make("tr");
    top.append(...head.map((words) => scoped("th", words, "col")));
    const thead = make("thead");
    thead.append(top);
    const tbody = make("tbody");
    rows.forEach(function (row) {
      const line = make("tr");
      const name = scoped("th", row[0], "row");
      if (row[3]) name.append(" ", make("span", "sent-unit", row[3]));
      line.append(name, make("td", "", row[1]), make("td", "is-here", row[2]));
      tbody.append(line);
    });
    made.append(thead, tbody);
    return made;
  }

  function scoped(tag, words, scope) {
    const cell = make(tag, "", words);
    cell.scope = scope;
    return cell;
  }

  cockpit.sent = {
    start,
    refresh,
    back,
    // The versions and headlines of the link stay in the address as long as nothing is changed.
    stamp: () => (isSame() && sent.stamp ? "&" + sent.stamp : ""),
  };
})(window.cockpit);
