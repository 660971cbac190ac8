"""`python -m dashboard.text.update` brings every catalogue up to today's keys and says what is left to translate.

What a translator wrote is kept; a key that is new is empty; a key that is gone is dropped. `problems` is what the tests ask.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from dashboard.text.extract import as_bytes, template
from dashboard.text.languages import CATALOGUES, KNOWN


def path_of(tag: str) -> Path:
    """Return where the catalogue of a language lies."""
    return CATALOGUES / tag / "messages.po"


def read(tag: str, locale: str) -> Catalog:
    """Return the catalogue of a language, an empty one where there is none yet."""
    path = path_of(tag)
    if not path.exists():
        return Catalog(locale=locale, project="Just Transition Pathways", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def merged(tag: str, locale: str, keys: Catalog) -> Catalog:
    """Return a language's catalogue with exactly the keys of today; nothing is guessed from similar keys."""
    before = read(tag, locale)
    after = Catalog(locale=locale, project="Just Transition Pathways", charset="utf-8", fuzzy=False)
    after.header_comment = f"# Just Transition Pathways, {tag}. Places in braces stay as they are."
    for message in keys:
        if message.id:
            own = before.get(message.id)
            string = own.string if own is not None and not own.fuzzy else ""
            after.add(message.id, string, locations=message.locations)
    return after


def parts(message: Message) -> list[tuple[str, str]]:
    """Return pairs of key and translation: one, or one for each plural form."""
    if isinstance(message.id, (tuple, list)):
        strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        return [(message.id[min(form, 1)], words or "") for form, words in enumerate(strings)]
    return [(str(message.id), str(message.string or ""))]


def places(words: str) -> set[str]:
    """Return the places of a text, with the way their number is written.

    >>> sorted(places("In {year}, {mw:,.0f} MW"))
    ['mw:,.0f', 'year']
    """
    found = set()
    for _, name, spec, _ in Formatter().parse(words):
        if name is not None:
            found.add(f"{name}:{spec}" if spec else name)
    return found


def problems(tag: str, locale: str, keys: Catalog | None = None) -> Iterator[str]:
    """Yield what is wrong with a language's catalogue: missing and obsolete keys, empty forms, lost places."""
    keys = template() if keys is None else keys
    own = read(tag, locale)
    wanted = {_known(message): message for message in keys if message.id}
    have = {_known(message): message for message in own if message.id}
    yield from (f"{tag}: not in the catalogue: {key}" for key in wanted if key not in have)
    yield from (f"{tag}: no longer used: {key}" for key in have if key not in wanted)
    for key, message in have.items():
        if key not in wanted:
            continue
        forms = parts(message)
        if isinstance(message.id, (tuple, list)) and len(forms) != own.num_plurals:
            yield f"{tag}: {own.num_plurals} plural forms are needed: {key}"
        for english, words in forms:
            if not words.strip() or message.fuzzy:
                yield f"{tag}: not translated: {key}"
                continue
            # A form for one or two may leave the number out, as languages do; nothing may be added.
            lost = places(english) ^ places(words)
            allowed = {"count"} if isinstance(message.id, (tuple, list)) else set()
            if lost - allowed:
                yield f"{tag}: places differ ({', '.join(sorted(lost))}): {words}"


def _known(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (tuple, list)) else str(message.id)


def main() -> int:
    """Write every catalogue that there is, or those named on the command line."""
    tags = sys.argv[1:] or [one.tag for one in KNOWN if path_of(one.tag).exists()]
    known = {one.tag: one for one in KNOWN if not one.pseudo and one.tag != "en"}
    wrong = [tag for tag in tags if tag not in known]
    if wrong:
        print(f"There is no language {wrong[0]}. Known: {', '.join(known)}.", file=sys.stderr)
        return 2
    keys = template()
    for tag in tags:
        path = path_of(tag)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(merged(tag, known[tag].locale, keys)))
        left = list(problems(tag, known[tag].locale, keys))
        print(f"{tag}: {len(left)} left to do." if left else f"{tag}: complete.")
        print("\n".join(left[:40]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
