"""The one function for text: English source strings are the keys, Babel catalogues hold the translations.

`t("In {year}, ...", year=...)` looks the key up and fills the named places. Keys are literals, so that
`python -m dashboard.text.extract` finds them; a label that comes from a table (a lever, a sector, a region) is looked up
with `t.label(...)` and extracted from the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from gettext import c2py
from string import Formatter
from typing import Any, Protocol

from babel.messages.pofile import read_po

from dashboard.text.languages import CATALOGUES, LANGUAGES, Language
from dashboard.text.numbers import Numbers
from dashboard.text.pseudo import pseudo

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


class Said(Protocol):
    """A sentence in no language yet: an English template with `{places}`, and what fills them."""

    @property
    def template(self) -> str: ...
    @property
    def values(self) -> Mapping[str, object]: ...


class _Filler(Formatter):
    """Fills a template's places: numbers in the locale's signs, words through the catalogue."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, str):
            return self._text.label(value)
        if hasattr(value, "template"):
            return self._text.sentence(value)
        if isinstance(value, int) or not format_spec:
            # Years and small counts: no group signs.
            return str(value)
        digits = 3 if format_spec == "g" else int(format_spec.partition(".")[2].rstrip("f") or 0)
        return self._text.numbers.decimal(float(value), digits)


class Text:
    """Words and numbers of one language. Immutable; one per language for the life of the process."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.numbers = Numbers(language.locale, language.direction)
        self._singular: dict[str, str] = {}
        self._plural: dict[str, tuple[str, ...]] = {}
        self._plural_rule: Callable[[int], int] | None = None
        path = CATALOGUES / language.tag / "messages.po"
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language.locale)
            self._plural_rule = c2py(catalogue.plural_expr)
            for message in catalogue:
                if not message.id or message.fuzzy or not message.string:
                    continue
                if isinstance(message.id, (tuple, list)):
                    if all(message.string):
                        self._plural[message.id[0]] = tuple(message.string)
                else:
                    self._singular[message.id] = str(message.string)

    def __call__(self, key: str, **values: Any) -> str:
        """Return the sentence for an English key, its `{named}` places filled."""
        words = self._singular.get(key, key)
        if self.language.pseudo:
            words = pseudo(words, self.language.tag)
        return words.format_map(values) if values else words

    def sentence(self, said: Said | str) -> str:
        """Return a sentence of the model in this language: its template looked up, its numbers as they are written here.

        >>> text_for("en").sentence("Nothing is moved.")
        'Nothing is moved.'
        """
        if isinstance(said, str):
            return self.label(said)
        words = self(said.template)
        return _Filler(self).vformat(words, (), dict(said.values)) if said.values else words

    def label(self, english: str) -> str:
        """Return the translation of a label that comes from a table of data."""
        return self(english) if english else ""

    def count(self, one: str, many: str, number: int, **values: Any) -> str:
        """Return the plural form for a number, by the language's own rule; `{count}` is the number, formatted."""
        forms = self._plural.get(one)
        if forms and self._plural_rule:
            words = forms[min(int(self._plural_rule(number)), len(forms) - 1)]
        else:
            words = one if number == 1 else many
            if self.language.pseudo:
                words = pseudo(words, self.language.tag)
        return words.format_map({"count": self.numbers.whole(number), **values})

    @staticmethod
    def name(words: str) -> str:
        """Wrap a name that a person typed, so that its direction cannot disturb the sentence around it.

        The browser finds the name again by these two invisible marks, to give it the pathway's colour.
        """
        clean = words.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")
        return f"{FIRST_STRONG_ISOLATE}{clean}{POP_ISOLATE}"

    def region(self, names: dict[str, str], fallback: str = "") -> str:
        """Return a region's name in this language, else in English, else the fallback.

        >>> text_for("en").region({"en": "North", "fr": "Nord"})
        'North'
        """
        own = names.get(self.language.tag.split("-")[0])
        words = own or names.get("en") or fallback
        return pseudo(words, self.language.tag) if self.language.pseudo else words


@cache
def text_for(tag: str) -> Text:
    """Return the words of a language; English for one that is not there."""
    return Text(LANGUAGES.get(tag, LANGUAGES["en"]))
