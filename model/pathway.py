"""A pathway: a name and the levers that differ from the baseline. A layer, never a copy."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from model.errors import InputError
from model.levers import Lever
from model.parameters import DATA
from model.programme import Programme, programme_from

FILE_NAMES = {"source_of_money": "source", "source": "citation"}
"""what files call differently from `Programme`: there every figure has its `source`"""
PRESETS = ("baseline", "stated", "net-zero", "people-first")


@dataclass(frozen=True)
class Pathway:
    """Lever settings by id; levers that are not named stay at their default."""

    name: str
    levers: Mapping[str, float] = field(default_factory=dict)
    programmes: tuple[Programme, ...] = ()
    note: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[object, ...]:
        """What two pathways with the same effect share; the name is not part of it."""
        return (*sorted(self.levers.items()), *self.programmes)


BASELINE = Pathway("Baseline")


def preset_names(iso3: str) -> tuple[str, ...]:
    """Presets of a country in the usual order; the baseline is always there."""
    folder = DATA / "pathways" / iso3
    files = {p.stem for p in folder.glob("*.toml")} if folder.is_dir() else set()
    known = [n for n in PRESETS if n in files or n == "baseline"]
    return tuple(known + sorted(files - set(known)))


def load_preset(iso3: str, name: str) -> Pathway:
    """A pathway of data/pathways/<ISO3>/; raises InputError with the names there are."""
    if name == "baseline":
        return BASELINE
    path = DATA / "pathways" / iso3 / f"{name}.toml"
    if name not in preset_names(iso3):
        raise InputError(f"{iso3} has no pathway called {name}. Choose: {', '.join(preset_names(iso3))}.")
    return read_pathway(path)


def read_pathway(path: Path) -> Pathway:
    """A pathway file (TOML: name, note, [levers], optional [sources] and [[programme]]); errors are sentences."""
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The pathway file {path} cannot be read: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"The pathway file {path} is not valid TOML: {error}.") from None
    levers = data.get("levers", {})
    for key, value in levers.items():
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise InputError(f"The pathway file {path} sets {key} to {value!r}. Give a number.")
    return Pathway(
        name=str(data.get("name", Path(path).stem)),
        levers={k: float(v) for k, v in levers.items()},
        programmes=tuple(_programmes(path, data.get("programme", []))),
        note=str(data.get("note", "")),
        sources={k: str(v) for k, v in data.get("sources", {}).items()},
    )


def _programmes(path: Path, tables: object) -> Iterator[Programme]:
    """The [[programme]] tables of a file. There `source_of_money` is who pays and `source` where it is announced."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InputError(
            f"The pathway file {path} writes a programme as no table. Begin each with [[programme]]."
        )
    for number, table in enumerate(tables, start=1):
        where = f"Programme {number} of the pathway file {path}"
        values = {FILE_NAMES.get(key, key): value for key, value in table.items()}
        if not values.get("name") or not values.get("citation"):
            raise InputError(
                f"{where} does not say its name and source. Give both: the source is a citation, or says illustration."
            )
        yield programme_from(values, where)


def first_sentence(note: str) -> str:
    """The first sentence of a note, on one line: what a screen shows of it. Dots inside numbers do not end it.

    >>> first_sentence("NDC 3.0 sets a cap. It names no measure.")
    'NDC 3.0 sets a cap.'
    """
    words = " ".join(note.split())
    return re.split(r"(?<=[.!?])\s+(?=[A-Z0-9])", words, maxsplit=1)[0]


def validate(pathway: Pathway, levers: Mapping[str, Lever]) -> None:
    """Refuse what cannot be: unknown levers, values out of range, levers that do not apply, shares over one."""
    for name, value in pathway.levers.items():
        lever = levers.get(name)
        if lever is None:
            near = difflib.get_close_matches(name, levers, n=3) or sorted(levers)
            raise InputError(f"There is no lever called {name}. Did you mean: {', '.join(near)}?")
        unit = "" if lever.unit == "year" else f" {lever.unit}"
        if not math.isfinite(value) or not lever.minimum <= value <= lever.maximum:
            raise InputError(
                f"{name} = {value:g} is out of range. Give a value from {lever.minimum:g} to {lever.maximum:g}{unit}."
            )
        if not lever.applies and value != lever.default:
            raise InputError(f"{name} cannot be moved here. {lever.why_not}")
    shares = [pathway.levers.get(n, 0.0) for n in ("grants-share", "loans-share", "budget-share")]
    if sum(shares) > 100.0 + 1e-9:
        raise InputError(
            f"Grants, loans and public budget add up to {sum(shares):g} % of the investment. Lower one of them: together "
            "they can pay for 100 % at most."
        )


__all__ = [
    "BASELINE",
    "Pathway",
    "Programme",
    "first_sentence",
    "load_preset",
    "preset_names",
    "read_pathway",
    "validate",
]
