"""Every word on the screen: a gettext key through one function, and one formatter of numbers per language."""

from dashboard.text.languages import LANGUAGES, Language, match_language
from dashboard.text.translate import Text, text_for

__all__ = ["LANGUAGES", "Language", "Text", "match_language", "text_for"]
