// One namespace for all modules. A module registers functions here and runs nothing before `boot`.
window.cockpit = {};

(function (cockpit) {
  cockpit.byId = (id) => document.getElementById(id);

  // Writes only what differs: a text that stays the same must not cost a layout.
  cockpit.say = function (element, words) {
    if (element && element.textContent !== words) element.textContent = words;
  };

  cockpit.show = function (element, visible) {
    if (element && element.hidden === visible) element.hidden = !visible;
  };

  cockpit.make = function (tag, className, words) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (words !== undefined) element.textContent = words;
    return element;
  };

  cockpit.fill = function (template, values) {
    return template.replace(/\{(\w+)\}/g, (place, key) => (key in values ? values[key] : place));
  };

  // A name that a person typed stands between two invisible marks; give it the pathway's colour, and never read it as HTML.
  // `className` may be a function of the name; `kind` then says what it depends on.
  cockpit.sayNamed = function (element, words, className, kind) {
    const named = String(kind === undefined ? className : kind);
    if (element.dataset.words === words && element.dataset.named === named) return;
    element.dataset.words = words;
    element.dataset.named = named;
    const parts = words.split(/[\u2068\u2069]/);
    element.replaceChildren(
      ...parts.map((part, index) => {
        if (index % 2 === 0) return document.createTextNode(part);
        const name = cockpit.make("bdi", typeof className === "function" ? className(part) : className, part);
        return name;
      })
    );
  };

  cockpit.calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
})(window.cockpit);
