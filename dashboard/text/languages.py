"""The languages there are. A language is here when its catalogue is; the two pseudo-locales prove the machinery."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent / "catalogues"


@dataclass(frozen=True)
class Language:
    """One language of the screen."""

    tag: str
    """BCP 47, as it stands in the address and in <html lang>"""
    name: str
    """in the language itself, as the reader looks for it"""
    locale: str
    """the locale whose rules for numbers and plurals hold (Babel on the server, Intl in the browser)"""
    direction: str = "ltr"
    pseudo: bool = False


KNOWN = (
    Language("en", "English", "en"),
    Language("fr", "Français", "fr"),
    Language("es", "Español", "es"),
    Language("pt", "Português", "pt"),
    Language("ru", "Русский", "ru"),
    Language("ar", "العربية", "ar", "rtl"),
    Language("en-XA", "Pseudo (long, accented)", "en", pseudo=True),
    Language("ar-XB", "Pseudo (right-to-left)", "en", "rtl", pseudo=True),
)


def _exists(language: Language) -> bool:
    has_catalogue = (CATALOGUES / language.tag / "messages.po").exists()
    return language.pseudo or language.tag == "en" or has_catalogue


LANGUAGES: dict[str, Language] = {language.tag: language for language in KNOWN if _exists(language)}
"""By tag. Dropping a catalogue into catalogues/<tag>/messages.po adds a language of `KNOWN`."""


def match_language(accepted: str) -> str:
    """Return the best language for an Accept-Language header; English where none fits.

    >>> match_language("de-AT,de;q=0.9,en;q=0.8")
    'en'
    """
    wanted = []
    for part in accepted[:200].split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            weight = 0.0
        wanted.append((-weight, tag.split("-")[0].lower()))
    for _, tag in sorted(wanted, key=lambda pair: pair[0]):
        if tag in LANGUAGES and not LANGUAGES[tag].pseudo:
            return tag
    return "en"
