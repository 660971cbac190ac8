"""`compare`: write a snapshot of this version, or report what moved between two."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from model.cli.table import write_csv
from model.errors import InputError


def write_snapshot(path: str, pathways: int, countries: Sequence[str]) -> int:
    """Run the pathways of every country named (of all packs if none is) and keep their headlines."""
    from model.compare import snapshot
    from model.load import available, load_economy

    names = list(countries) or list(available())
    found = snapshot([load_economy(name) for name in names], pathways)
    try:
        Path(path).write_text(json.dumps(found) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"The file {path} cannot be written ({error.strerror}). Name another.") from error
    print(f"{path}: {pathways} pathways of each of {', '.join(names)}, model {found['model_version']}.")
    return 0


def report(old: str, new: str, out: str | None) -> int:
    """Print the largest move of every headline in every country, with the pathway that shows it."""
    from model.compare import compare, read_snapshot

    moves, notes = compare(read_snapshot(Path(old)), read_snapshot(Path(new)))
    header = (
        "country",
        "headline",
        "unit",
        "pathways",
        "moved",
        "largest_move",
        "pct_of_largest_value",
        "year",
    )
    rows = (
        (
            m.country,
            m.headline,
            m.unit,
            m.pathways,
            m.moved,
            f"{m.largest:.6g}",
            f"{m.largest_pct:.3g}",
            m.year,
            f"{m.old:.6g}",
            f"{m.new:.6g}",
            m.levers,
        )
        for m in moves
    )
    write_csv((*header, "old", "new", "levers"), rows, out)
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
    return 0
