"""`python -m dashboard.text.extract` writes catalogues/messages.pot: every key of the code and every label of the tables.

A translator copies the file to catalogues/<language>/messages.po and fills it in; the dashboard then offers the language.
"""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from dashboard.text.languages import CATALOGUES
from model.pathway import first_sentence

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = CATALOGUES / "messages.pot"
CODE = ("app.py", "callbacks", "dashboard")

# The words that come from tables: file pattern and columns.
TABLES = (
    ("data/levers.csv", ("label", "unit", "description", "why_not", "source")),
    ("data/classification/groups.csv", ("label",)),
    ("data/parameters/world.csv", ("label", "unit", "source", "note")),
    ("data/parameters/world_groups.csv", ("at_low", "at_high")),
)

# The model's own sentences: whatever is made a `Sentence`, and what these files refuse. Other refusals are for the
# command line and for makers of packs.
MODEL = "model"
REFUSALS = (
    "baseline",
    "explain",
    "heat",
    "pathway",
    "people/green",
    "programme",
    "settings",
    "world",
)

Key = str | tuple[str, str]


def template() -> Catalog:
    """Return the catalogue of all keys, sorted, each with the file it comes from."""
    catalogue = Catalog(project="Just Transition Pathways", charset="utf-8", fuzzy=False)
    catalogue.header_comment = "# Every text of the dashboard. {places} stay as they are."
    found: dict[Key, set[str]] = {}
    for key, place in [*code_keys(), *model_keys(), *table_keys(), *country_keys(), *case_keys()]:
        found.setdefault(key, set()).add(place)
    for key in sorted(found, key=str):
        catalogue.add(key, locations=[(place, 0) for place in sorted(found[key])])
    return catalogue


def code_keys() -> Iterator[tuple[Key, str]]:
    """Yield the keys of `t("...")` and `t.count("...", "...")` in the code."""
    for name in CODE:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            place = file.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                key = _key_of(node)
                if key:
                    yield key, place


def _key_of(node: ast.AST) -> Key | None:
    if not isinstance(node, ast.Call):
        return None
    words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    function = node.func
    if _is_text(function) and words:
        return words[0]
    if (
        isinstance(function, ast.Attribute)
        and function.attr == "count"
        and len(words) > 1
        and _is_t(function.value)
    ):
        return words[0], words[1]
    return None


def model_keys() -> Iterator[tuple[Key, str]]:
    """Yield the templates of the model's sentences: warnings, what is missing, what is refused, definitions."""
    from model.alerts import SENTENCES
    from model.people.green import DEFINITIONS

    yield from ((words, "model/alerts.py") for words in SENTENCES.values())
    yield from ((words, "model/people/green.py") for words in DEFINITIONS.values())
    for file in sorted((ROOT / MODEL).rglob("*.py")):
        place = file.relative_to(ROOT).as_posix()
        refuses = place.removeprefix(f"{MODEL}/").removesuffix(".py") in REFUSALS
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            name, first = node.func.id, node.args[0]
            said = name == "Sentence" or (name == "InputError" and refuses)
            if said and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, place


def _is_text(function: ast.expr) -> bool:
    """Say whether this is `t(...)` or `text_for(...)(...)`."""
    made = (
        isinstance(function, ast.Call)
        and isinstance(function.func, ast.Name)
        and function.func.id == "text_for"
    )
    return made or _is_t(function)


def _is_t(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Name) and expression.id == "t"


def table_keys() -> Iterator[tuple[Key, str]]:
    """Yield the labels of the tables that are read at run time."""
    for name, columns in TABLES:
        with (ROOT / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column in columns:
                    if row.get(column):
                        yield row[column], name
                if "unit" in columns and row.get("unit"):
                    yield row["unit"].split(" ")[0], name


def country_keys() -> Iterator[tuple[Key, str]]:
    """Yield the names of countries, sectors and pathways, the sentence under the maps, and what is said of sources."""
    from dashboard.model_engine import ModelEngine

    engine = ModelEngine()
    for iso3 in engine.countries():
        economy = engine.economy(iso3)
        yield engine.country_name(iso3), f"data/countries/{iso3}"
        yield str(economy.boundaries), f"data/countries/{iso3}"
        if economy.meta.get("table"):
            yield str(economy.meta["table"]), f"data/countries/{iso3}"
        yield from ((label, f"data/countries/{iso3}/sectors.csv") for label in economy.sector_labels)
        for source in economy.sources:
            for said in (source.get("licence"), source.get("note")):
                if said:
                    yield str(said), f"data/countries/{iso3}/sources.csv"
        for preset in engine.presets(iso3):
            yield preset.name, f"data/pathways/{iso3}"
            if preset.note:
                yield first_sentence(preset.note), f"data/pathways/{iso3}"
            for programme in preset.programmes:
                yield programme.name, f"data/pathways/{iso3}"


def case_keys() -> Iterator[tuple[Key, str]]:
    """Yield the words of the published cases: titles, what was published, our assumptions, figures, gaps."""
    from model.cases import load_cases

    for case in load_cases():
        place = f"data/cases/{case.id}.toml"
        words = [case.title, case.source, *case.inputs, *case.assumptions, *case.topics]
        for figure in case.figures:
            words += [figure.what, figure.unit, figure.published_words, figure.closes, figure.missing]
        for text in words:
            if text:
                yield text, place


def as_bytes(catalogue: Catalog) -> bytes:
    """Return the file's content, without dates and line numbers, which would change with every edit."""
    buffer = BytesIO()
    write_po(buffer, catalogue, omit_header=False, include_lineno=False, width=110)
    lines = [
        line
        for line in buffer.getvalue().split(b"\n")
        if b"-Date:" not in line and b"Generated-By" not in line
    ]
    return b"\n".join(lines)


if __name__ == "__main__":
    CATALOGUES.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_bytes(template()))
    print(f"Wrote {TEMPLATE.relative_to(ROOT)}.")
