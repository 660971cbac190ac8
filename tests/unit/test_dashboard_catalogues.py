"""Every language's catalogue is complete and says the same with the same figures; a key that drifts fails here."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from dashboard.text import update
from dashboard.text.extract import template
from dashboard.text.languages import KNOWN

TRANSLATED = [one for one in KNOWN if update.path_of(one.tag).exists()]


@pytest.fixture(scope="module")
def keys() -> Catalog:
    return template()


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda one: one.tag)
def test_a_catalogue_has_every_key_and_every_place(language, keys):
    left = list(update.problems(language.tag, language.locale, keys))
    assert not left, f"Run `python -m dashboard.text.update` and translate: {left[:10]}"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    monkeypatch.setattr(update, "CATALOGUES", tmp_path)
    keys = Catalog(locale="en")
    keys.add("Share")
    keys.add("In {year}, {mw:,.0f} MW")
    keys.add(("{count} job", "{count} jobs"))
    return keys


def write(tag: str, locale: str, keys: Catalog, words: dict[str, Any]) -> None:
    catalogue = update.merged(tag, locale, keys)
    for message in catalogue:
        key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
        if key in words:
            message.string = words[key]
    path = update.path_of(tag)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(update.as_bytes(catalogue))


def test_what_is_not_translated_is_named(small: Catalog):
    write("ru", "ru", small, {"Share": "Поделиться"})
    left = list(update.problems("ru", "ru", small))
    assert any("In {year}" in one for one in left)
    assert sum("{count} job" in one for one in left) == 3, "Russian has three forms"
    assert not any(one.endswith(": Share") for one in left)


def test_a_place_that_is_lost_is_named_and_a_form_for_one_may_leave_the_number_out(small: Catalog):
    write("fr", "fr", small, {
        "Share": "Partager", "In {year}, {mw:,.0f} MW": "En {year}, des MW", "{count} job": ("un emploi", "{count} emplois"),
    })  # fmt: skip
    assert list(update.problems("fr", "fr", small)) == ["fr: places differ (mw:,.0f): En {year}, des MW"]


def test_what_a_translator_wrote_is_kept_when_keys_come_and_go(small: Catalog):
    write("es", "es", small, {"Share": "Compartir"})
    later = Catalog(locale="en")
    later.add("Share")
    later.add("New")
    assert any("no longer used" in one for one in update.problems("es", "es", later))
    path = update.path_of("es")
    path.write_bytes(update.as_bytes(update.merged("es", "es", later)))
    assert list(update.problems("es", "es", later)) == ["es: not translated: New"]


def test_every_region_of_every_country_has_a_name_in_every_language():
    missing = []
    for path in sorted((Path(__file__).parents[2] / "data" / "countries").glob("*/regions.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                missing += [
                    (row["region"], tag) for tag in ("fr", "es", "pt", "ru", "ar") if not row[f"name_{tag}"]
                ]
    assert not missing
