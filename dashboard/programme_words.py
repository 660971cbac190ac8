"""What the editor of spending programmes offers: what can be bought, where, and who may pay; and its words."""

from __future__ import annotations

from typing import Any

from dashboard.answer import region_names
from dashboard.state.model import FIRST_YEAR, LAST_YEAR, MAX_AMOUNT, MAX_PROGRAMMES
from dashboard.text import Text
from dashboard.tool_words import places

Choices = list[list[str]]


def programme_boot(t: Text, economy: Any) -> dict[str, Any]:
    """Return the choices of a country, each as [id, name], the limits and the words."""
    return {
        "kinds": kinds(t),
        "sectors": sectors(t, economy),
        "technologies": technologies(t, economy),
        "regions": [list(one) for one in zip(economy.regions, region_names(t, economy), strict=True)],
        "sources": payers(t),
        "limits": {
            "programmes": MAX_PROGRAMMES,
            "amount": MAX_AMOUNT,
            "first": FIRST_YEAR,
            "last": LAST_YEAR,
        },
        "words": words(t),
    }


def kinds(t: Text) -> Choices:
    """Return the kinds of programmes that the model knows."""
    return [
        ["purchase", t("Buy goods, services or plants")],
        ["enterprise", t("Green small firms")],
        ["transfer", t("Pay people")],
    ]


def payers(t: Text) -> Choices:
    """Return who may pay for a programme."""
    return [
        ["budget", t("Public budget")],
        ["grants", t("International grants")],
        ["loans", t("International loans")],
        ["private", t("Private capital")],
        ["tariffs", t("Electricity bills")],
    ]


def sectors(t: Text, economy: Any) -> Choices:
    """Return the sectors whose products can be bought; power plants are built as technologies, not bought as power."""
    plants = {int(sector) for sector in economy.technology_sector}
    return [
        [code, t.label(label)]
        for at, (code, label) in enumerate(zip(economy.sectors, economy.sector_labels, strict=True))
        if at not in plants
    ]


def technologies(t: Text, economy: Any) -> Choices:
    """Return the technologies that can be built, by the name of the sector that runs them."""
    return [
        [technology, t.label(economy.sector_labels[int(sector)])]
        for technology, sector in zip(economy.technologies, economy.technology_sector, strict=True)
    ]


def words(t: Text) -> dict[str, str]:
    """Return the words of the editor; `{places}` are filled in the browser."""
    return {
        "title": t("Programmes"),
        "counted": t("Programmes: {count}", **places("count")),
        "back": t("Back to the levers"),
        "about": t("A programme spends the same amount every year on something, somewhere, paid by someone. "
                   "Every figure moves while you edit."),
        "add": t("Add a programme"),
        "full": t("A pathway holds {count} programmes at most.", **places("count")),
        "newName": t("Programme {number}", **places("number")),
        "copyOf": t("{name} (copy)", **places("name")),
        "name": t("Name"),
        "kind": t("What it does"),
        "what": t("What it buys"),
        "where": t("Sector of the firms"),
        "goods": t("Goods and services"),
        "plants": t("Build power plants"),
        "households": t("Households"),
        "region": t("Where"),
        "everywhere": t("Where such things are today"),
        "amount": t("Amount"),
        "amountUnit": t("million US$ a year"),
        "amountYear": t("US$ {amount} million a year", **places("amount")),
        "first": t("First year"),
        "last": t("Last year"),
        "years": t("{first} to {last}", **places("first", "last")),
        "localContent": t("Bought at home"),
        "womenShare": t("Women in its jobs"),
        "formalShare": t("Formal among its jobs"),
        "asToday": t("Empty: as today."),
        "source": t("Who pays"),
        "duplicate": t("Duplicate"),
        "delete": t("Delete"),
        "needsName": t("Give it a name."),
        "notANumber": t("“{given}” is not a number. Write it as {example}.", **places("given", "example")),
        "amountOutside": t("Give an amount above 0 and up to {most} million US$ a year.", **places("most")),
        "shareOutside": t("Give a share from 0 to 100, or leave it empty."),
        "endsBefore": t("It ends before it begins. Choose a later last year or an earlier first one."),
    }  # fmt: skip
