// What every card of a chart has beside its drawing: the layer of labels, the mark of the year, the button and the table.
(function (cockpit) {
  function start(boot) {
    document.querySelectorAll(".chart").forEach((card) => dress(card, card.dataset.chart, boot));
    headlines(boot);
  }

  function dress(card, name, boot) {
    if (card.querySelector(".table-button")) return;
    const button = cockpit.make("button", "link-button table-button", boot.words.showTable);
    button.type = "button";
    button.id = "table-button-" + name;
    button.dataset.chart = name;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", "table-" + name);
    button.setAttribute("aria-label", cockpit.fill(boot.words.tableOf, { chart: boot.charts[name] }));
    const download = cockpit.downloads.button(name);
    cockpit.downloads.name(download, boot.charts[name]);
    const tools = cockpit.make("div", "chart-tools");
    tools.append(button, download);
    cockpit.byId("subtitle-" + name).after(tools, explained(name, boot));
    const table = cockpit.make("div", "chart-table");
    table.id = "table-" + name;
    table.hidden = true;
    table.tabIndex = 0;
    table.setAttribute("role", "region");
    table.setAttribute("aria-label", boot.charts[name]);
    card.append(table);
    const plot = card.querySelector(".plot-box");
    if (plot) plot.append(layers(name));
  }

  // Where it says what the chart shows and how it is worked out (assets/js/share.js aims it).
  function explained(name, boot) {
    const link = cockpit.make("a", "chart-explained", "?");
    link.dataset.page = "explained";
    link.dataset.anchor = "#" + name;
    const words = cockpit.fill(boot.words.explainedOf, { chart: boot.charts[name] });
    link.setAttribute("aria-label", words);
    link.title = words;
    return link;
  }

  function layers(name) {
    const box = cockpit.make("div", "plot-layers");
    box.setAttribute("aria-hidden", "true");
    const labels = cockpit.make("div", "plot-labels");
    labels.id = "labels-" + name;
    const mark = cockpit.make("div", "year-mark");
    mark.id = "mark-" + name;
    box.append(labels, mark);
    return box;
  }

  function headlines(boot) {
    const list = cockpit.byId("headlines");
    list.replaceChildren(
      ...Object.keys(boot.headlines).map(function (key) {
        const item = cockpit.make("div", "headline headline-" + key);
        const term = cockpit.make("dt");
        const label = cockpit.make("span", "", boot.headlines[key]);
        label.id = "label-" + key;
        term.append(label, modelled(boot));
        const body = cockpit.make("dd");
        const figure = cockpit.make("span", "figure");
        figure.id = "figure-" + key;
        const beside = cockpit.make("span", "beside");
        beside.id = "beside-" + key;
        body.append(figure, holds(key), beside);
        item.append(term, body);
        return item;
      })
    );
  }

  // No headline is measured: a quiet sign says so, and its words say on what it stands.
  function modelled(boot) {
    const mark = cockpit.make("span", "headline-grade");
    mark.title = boot.tools.modelledOn;
    const sign = cockpit.make("span", "", "\u2248");
    sign.setAttribute("aria-hidden", "true");
    mark.append(sign, cockpit.make("span", "visually-hidden", " (" + boot.tools.modelledOn + ")"));
    return mark;
  }

  // Whether every source says the same; written once the range has been asked for (words.js).
  function holds(key) {
    const mark = cockpit.make("span", "headline-holds");
    mark.id = "holds-" + key;
    return mark;
  }

  cockpit.cards = { start };
})(window.cockpit);
