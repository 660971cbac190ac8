"""Words and numbers: one function, one formatter, and two pseudo-locales that show what is missing."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal, format_percent

from dashboard.text import LANGUAGES, match_language, text_for
from dashboard.text.extract import TEMPLATE, code_keys, model_keys
from dashboard.text.numbers import Numbers, sensible_unit, to_unit
from dashboard.text.pseudo import pseudo


def test_numbers_are_written_as_the_locale_writes_them():
    english, french = Numbers("en"), Numbers("fr")
    assert english.whole(211_999.6) == "212,000"
    assert english.signed(-3.14, 1) == "−3.1"
    assert english.signed(0.04, 1) == "0"
    assert english.percent(0.412) == "41%"
    assert english.signed_percent(-0.0112) == "−1.1%"
    assert english.compact(3.2e9) == "3.2 billion"
    assert english.year(2035) == "2035"
    assert french.whole(212_000).replace("\u202f", " ") == "212 000"
    assert french.compact(3.2e9).split() == ["3,2", "milliards"]


@pytest.mark.parametrize("locale", ["en", "fr", "es", "pt", "ru", "ar"])
def test_figures_are_written_as_babel_writes_them(locale):
    numbers = Numbers(locale)
    for value in (0, 7, 999, 1_000, 1_234, 9_999, 10_000, 212_000, 12_345_678):
        assert numbers.whole(value) == format_decimal(value, locale=locale), value
        assert numbers.whole(-value).lstrip("−") == numbers.whole(value)
    for value in (0.0, 0.4, 3.14159, 1_234.56, 98_765.43):
        assert numbers.decimal(value, 1) == format_decimal(round(value, 1), locale=locale), value
    for share in (0.0, 0.07, 0.41, 1.0, 12.34):
        assert numbers.percent(share) == format_percent(share, locale=locale), share


def test_a_sign_keeps_its_place_in_a_line_from_right_to_left():
    assert Numbers("en", "rtl").signed(5).startswith("\u200e+")


@pytest.mark.parametrize(
    ("value", "unit"), [(331_442, 1000), (4_217, 10), (38, 1), (0, 1), (12_345_678, 100_000)]
)
def test_three_digits_are_printed(value, unit):
    assert sensible_unit(value) == unit
    assert to_unit(value, unit) % unit == 0


def test_an_unknown_language_is_english():
    assert text_for("xx")("Share") == "Share"


def test_plurals_follow_the_number():
    t = text_for("en")
    assert t.count("{count} region loses", "{count} regions lose", 1) == "1 region loses"
    assert t.count("{count} region loses", "{count} regions lose", 3) == "3 regions lose"


def test_the_pseudo_locale_changes_every_letter_but_no_place():
    words = pseudo("In {year}, {name} has jobs", "en-XA")
    assert "{year}" in words
    assert "{name}" in words
    assert words.startswith("⟦")
    assert len(words) > len("In {year}, {name} has jobs")


def test_the_turned_locale_is_right_to_left():
    assert LANGUAGES["ar-XB"].direction == "rtl"
    assert text_for("ar-XB")("Share").startswith("\u202e")


def test_the_browsers_wish_is_followed_where_there_is_a_catalogue():
    assert match_language("en-GB,en;q=0.9") == "en"
    assert match_language("tlh") == "en"
    assert match_language("en;q=oops, ;;;") == "en"


def test_a_name_cannot_turn_the_sentence_around():
    assert text_for("en").name("a\u2069b") == "\u2068ab\u2069"


def test_the_template_holds_every_key_of_the_code():
    template = TEMPLATE.read_text(encoding="utf-8").replace('"\n"', "")
    absent = set()
    for key, place in [*code_keys(), *model_keys()]:
        for words in (key,) if isinstance(key, str) else key:
            quoted = words.replace("\\", "\\\\").replace('"', '\\"')
            if quoted not in template:
                absent.add((words, place))
    assert not absent, f"Run `python -m dashboard.text.extract`: {sorted(absent)}"


def test_a_sentence_of_the_model_is_said_with_the_numbers_of_the_language():
    from model.errors import InputError, Sentence

    said = Sentence("In {year}, {unfilled:,.0f} of {share:.1f} % in {where}.",
                    {"year": 2035, "unfilled": 12345.6, "share": 3.25, "where": Sentence("Here {n}.", {"n": 2})})  # fmt: skip
    assert str(said).startswith("In 2035, 12,346 of 3.2 % in Here 2.")
    assert text_for("en").sentence(said) == "In 2035, 12,346 of 3.2 % in Here 2.."
    assert text_for("en-XA").sentence(said).count("⟦") == 2
    refused = InputError("There is no {what}.", what="lever")
    assert str(refused) == "There is no lever."
    assert refused.sentence.template == "There is no {what}."


def test_the_template_holds_the_sentences_of_the_model():
    keys = {key for key, _ in model_keys()}
    assert any("find nobody" in key for key in keys)
    assert any("Skill is not shown" in key for key in keys)
    assert any("out of range" in key or "no setting called" in key for key in keys)
