"""Errors and remarks that are sentences to a person, kept apart from the language they are said in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sentence:
    """An English sentence with named `{places}` and what fills them, so that a screen can say it in another language.

    A value that is itself a Sentence is said in the same language. Templates are literals: the catalogue of translations
    is made from them.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format_map(self.values) if self.values else self.template


class InputError(ValueError):
    """Something the user gave cannot be used; the message says what, where and what to do."""

    def __init__(self, template: str | Sentence, **values: object) -> None:
        self.sentence = template if isinstance(template, Sentence) else Sentence(template, values)
        super().__init__(str(self.sentence))
