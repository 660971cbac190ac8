"""Every word on the screen: a gettext key through one function, and one formatter of numbers per language."""

from dashboard.text.languages import LANGUAGES, Language, match_language
from dashboard.text.translate import Said, Text, text_for

__all__ = ["LANGUAGES", "Language", "Said", "Text", "match_language", "text_for"]
