// The pathways at the top: choose, add, copy, rename, move, reset, delete. At most four; the baseline is always there.
(function (cockpit) {
  let boot = null;
  let changed = null;

  // `whenChanged(kind)`: "chosen" when another pathway is shown, "edited" when the set of pathways changed.
  function start(first, whenChanged) {
    boot = first;
    changed = whenChanged;
    draw();
  }

  function draw() {
    const state = cockpit.state.get();
    const box = cockpit.byId("pathway-chips");
    box.style.setProperty("--count", state.pathways.length);
    box.replaceChildren(...state.pathways.map((pathway, slot) => chip(pathway, slot, slot === state.active)));
  }

  function chip(pathway, slot, chosen) {
    const item = cockpit.make("div", "chip-item");
    item.setAttribute("role", "listitem");
    const button = cockpit.make("button", "chip of-" + slot + (chosen ? " is-chosen" : ""));
    button.type = "button";
    button.dataset.choose = slot;
    button.setAttribute("aria-pressed", String(chosen));
    const letter = cockpit.make("b", "chip-letter", boot.theme.letters[slot]);
    const name = cockpit.make("bdi", "chip-name", pathway.name);
    name.title = pathway.name;
    button.append(letter, name);
    item.append(button);
    if (chosen) {
      const menu = cockpit.make("button", "chip-menu", "⋯");
      menu.type = "button";
      menu.dataset.menu = slot;
      menu.setAttribute("aria-haspopup", "true");
      menu.setAttribute("aria-expanded", "false");
      menu.setAttribute("aria-label", cockpit.fill(boot.words.menu, { name: pathway.name }));
      item.append(menu);
    }
    return item;
  }

  // Keeps a keyboard user where they were: drawing makes the chips anew.
  function drawAndFocus(slot) {
    draw();
    const button = document.querySelector("[data-choose='" + slot + "']");
    if (button) button.focus({ preventScroll: true });
  }

  function onClick(event) {
    const choice = event.target.closest("[data-choose]");
    const menu = event.target.closest("[data-menu]");
    const add = event.target.closest("#pathway-add");
    if (choice) {
      cockpit.menu.close();
      choose(Number(choice.dataset.choose));
    } else if (menu) cockpit.menu.toggle(menu, entries(Number(menu.dataset.menu)));
    else if (add) cockpit.menu.toggle(add, additions());
  }

  function choose(slot) {
    const state = cockpit.state.get();
    if (slot === state.active || slot >= state.pathways.length) return;
    state.active = slot;
    drawAndFocus(slot);
    changed("chosen");
  }

  function entries(slot) {
    const state = cockpit.state.get();
    const full = state.pathways.length >= boot.limits.pathways;
    return [
      { field: boot.words.name, value: state.pathways[slot].name, limit: boot.limits.name, run: (name) => rename(slot, name) },
      { words: boot.words.copy, disabled: full, why: boot.words.full, run: () => add(copyOf(state.pathways[slot])) },
      { words: boot.tools.earlier, disabled: slot === 0, run: () => swap(slot, slot - 1) },
      { words: boot.tools.later, disabled: slot === state.pathways.length - 1, run: () => swap(slot, slot + 1) },
      { words: boot.words.reset, run: () => reset(slot) },
      { words: boot.words.delete, disabled: state.pathways.length < 2, run: () => remove(slot) },
    ];
  }

  function additions() {
    const state = cockpit.state.get();
    if (state.pathways.length >= boot.limits.pathways) return [{ note: boot.words.full }];
    const blank = { name: boot.words.newName, levers: {}, programmes: [] };
    const presets = boot.presets.map((preset) => ({
      words: cockpit.fill(boot.words.preset, { name: preset.name }),
      run: () => add(preset),
    }));
    return [{ words: boot.words.fromBaseline, run: () => add(blank) }, ...presets];
  }

  function copyOf(pathway) {
    const name = cockpit.fill(boot.words.copyOf, { name: pathway.name }).slice(0, boot.limits.name);
    return { name, levers: pathway.levers, programmes: pathway.programmes };
  }

  function add(pathway) {
    const state = cockpit.state.get();
    if (state.pathways.length >= boot.limits.pathways) return;
    const { levers, programmes } = cockpit.state.question(pathway);
    state.pathways.push({ name: pathway.name, levers, programmes });
    state.active = state.pathways.length - 1;
    drawAndFocus(state.active);
    changed("edited");
  }

  function rename(slot, words) {
    const name = words.replace(/\s+/g, " ").trim().slice(0, boot.limits.name);
    if (!name) return;
    cockpit.state.get().pathways[slot].name = name;
    drawAndFocus(slot);
    changed("edited");
  }

  function reset(slot) {
    Object.assign(cockpit.state.get().pathways[slot], { levers: {}, programmes: [] });
    changed("edited");
  }

  // The chosen pathway changes its place with a neighbour; what is compared with moves along.
  function swap(slot, place) {
    const state = cockpit.state.get();
    const { pathways } = state;
    [pathways[slot], pathways[place]] = [pathways[place], pathways[slot]];
    if (state.compare === slot) state.compare = place;
    else if (state.compare === place) state.compare = slot;
    state.active = place;
    drawAndFocus(place);
    changed("edited");
  }

  function remove(slot) {
    const state = cockpit.state.get();
    if (state.pathways.length < 2) return;
    state.pathways.splice(slot, 1);
    if (state.compare !== null) state.compare = state.compare === slot ? null : state.compare - Number(state.compare > slot);
    state.active = Math.min(state.active, state.pathways.length - 1);
    drawAndFocus(state.active);
    changed("edited");
  }

  cockpit.pathways = { start, draw, onClick, reset, choose };
})(window.cockpit);
