// Take away: a link to this screen with a note, and the pages beside the dashboard, each at the state of the screen.
(function (cockpit) {
  const PATIENCE = 8000;
  const TYPING = 900;
  // Longer addresses are kept by the server: not every server and mail program takes them.
  const LONGEST = 6000;
  const PANEL = "share-panel";
  const make = cockpit.make;
  let boot = null;
  let words = null;
  let asked = 0;
  let waiting = null;
  let fresh = false;

  function start(first) {
    boot = first;
    words = first.share;
    const links = Object.entries(first.pages).map(function ([page, name]) {
      const link = make("a", "link-button", name);
      link.dataset.page = page;
      return link;
    });
    cockpit.byId("method-links").replaceChildren(...links);
    document.querySelectorAll("a[data-page]").forEach(aim);
  }

  // --- pages ---

  // A page's address at the state of the screen; where that is too long, at its country and language.
  function aim(link) {
    const state = cockpit.state.get();
    const whole = cockpit.address.encode(state) + cockpit.sent.stamp();
    const query = whole.length > LONGEST ? "country=" + state.country + "&lang=" + state.language : whole;
    link.href = cockpit.address.root() + link.dataset.page + "?" + query + (link.dataset.anchor || "");
  }

  function brief() {
    const query = cockpit.address.encode(cockpit.state.get()) + cockpit.sent.stamp();
    if (query.length <= LONGEST) return cockpit.address.open("brief", query);
    ask(cockpit.state.get()).then(
      (answer) => (answer.error ? cockpit.panels.trouble(answer.error) : cockpit.address.open("brief", answer.query)),
      () => cockpit.panels.trouble(boot.words.away)
    );
  }

  function takeAway() {
    cockpit.menu.toggle(cockpit.byId("take-away"), [
      { words: words.brief, run: brief },
      { words: words.copyLink, run: open },
    ]);
  }

  // --- the link ---

  const ask = (state) =>
    cockpit.server.ask("store-share-request", "store-share-answer", { seq: Date.now(), state }, PATIENCE);

  function open() {
    cockpit.dialogs.open(PANEL, words.title, words.close, fill);
    renew();
  }

  function fill(body) {
    const state = cockpit.state.get();
    const country = cockpit.byId("country").selectedOptions[0].textContent;
    const list = make("ul", "sent-list");
    list.append(make("li", "", cockpit.fill(words.where, { country, year: String(state.year) })));
    state.pathways.forEach((pathway, slot) => list.append(item(pathway, slot)));
    const edits = Object.keys(state.world.edits).length + Number(Boolean(state.world.factors));
    if (edits) list.append(make("li", "", cockpit.fill(words.world, { count: cockpit.numbers.whole(edits) })));

    const note = make("textarea", "field-input share-note");
    note.rows = 3;
    note.maxLength = words.most;
    note.value = state.note;
    note.addEventListener("input", noted);
    const noteField = cockpit.dialogs.field("share-note", words.note, note, { hint: left(state.note) });

    const link = make("input", "field-input share-link");
    link.type = "text";
    link.readOnly = true;
    link.dir = "ltr";
    const copy = make("button", "primary-button", words.copy);
    copy.type = "button";
    copy.id = "share-copy";
    copy.addEventListener("click", copied);
    const said = make("p", "share-words");
    said.id = "share-words";
    said.setAttribute("role", "status");
    body.replaceChildren(
      make("p", "side-note", words.about),
      noteField,
      make("h3", "param-heading", words.sends),
      list,
      cockpit.dialogs.field("share-link", words.link, link),
      copy,
      said,
      readable()
    );
  }

  // The same as text: on a phone this is the way to it.
  function readable() {
    const link = make("a", "share-brief", words.brief);
    link.id = "share-brief";
    link.href = cockpit.address.root() + "brief";
    link.addEventListener("click", function (event) {
      event.preventDefault();
      brief();
    });
    return link;
  }

  function item(pathway, slot) {
    const line = make("li", "of-" + slot);
    const levers = cockpit.numbers.whole(Object.keys(pathway.levers).length);
    const template = pathway.programmes.length ? words.withProgrammes : words.pathway;
    const programmes = cockpit.numbers.whole(pathway.programmes.length);
    const sentence = cockpit.fill(template, { name: "\u2068" + pathway.name + "\u2069", levers, programmes });
    cockpit.sayNamed(line, sentence, "share-name");
    return line;
  }

  const left = (note) => cockpit.fill(words.left, { count: cockpit.numbers.whole(note.length) });

  // The note is part of the state: it stands in this tab's own address, and in the link.
  function noted(event) {
    const state = cockpit.state.get();
    state.note = event.target.value.replace(/\s+/g, " ").trim();
    cockpit.address.write(state);
    cockpit.say(cockpit.byId("share-note-hint"), left(event.target.value));
    stale();
    waiting = window.setTimeout(renew, TYPING);
  }

  function stale() {
    window.clearTimeout(waiting);
    fresh = false;
    asked += 1;
    cockpit.byId("share-link").value = "";
    cockpit.say(cockpit.byId("share-words"), words.making);
  }

  function renew() {
    stale();
    const turn = asked;
    return ask(cockpit.state.get()).then(
      (answer) => turn === asked && made(answer),
      () => turn === asked && made({ error: boot.words.away })
    );
  }

  function made(answer) {
    if (answer.error) return cockpit.say(cockpit.byId("share-words"), answer.error);
    fresh = true;
    cockpit.byId("share-link").value = window.location.origin + cockpit.address.root() + "?" + answer.query;
    cockpit.say(cockpit.byId("share-words"), words.ready);
  }

  // Where the page may not write to the clipboard (plain http in a room), the link is there to be copied by hand.
  async function copied() {
    if (!fresh) await renew();
    if (!fresh) return;
    const field = cockpit.byId("share-link");
    try {
      await navigator.clipboard.writeText(field.value);
      cockpit.say(cockpit.byId("share-words"), words.copied);
    } catch {
      cockpit.say(cockpit.byId("share-words"), words.byHand);
      field.focus();
      field.select();
    }
  }

  function onClick(event) {
    if (event.target.closest("#share")) open();
    if (event.target.closest("#take-away")) takeAway();
    lead(event);
  }

  // A link is aimed just before it is followed, however that is done.
  function lead(event) {
    const link = event.target.closest && event.target.closest("a[data-page]");
    if (link) aim(link);
  }

  cockpit.share = { start, onClick, lead };
})(window.cockpit);
