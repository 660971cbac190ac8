"""`python -m benchmarks [id ...]`: one line a budget, `id measured budget ok|short`, and where the time goes.

`python -m benchmarks soak [--moves N]` is no budget of time: it moves levers for long and says whether memory stays flat.

Exits 0 whatever is measured: machines differ and are shared, so the ratios count and nobody is stopped by a slow one.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.browser import screen_lines
from benchmarks.budgets import BUDGETS, Line
from benchmarks.model_speed import model_lines
from benchmarks.server import server_lines
from benchmarks.slow_phone import slow_phone_lines

GROUPS = {
    model_lines: ("model-run", "model-ratio", "crossed", "ensemble", "explain"),
    screen_lines: (
        "paint-median", "paint-p95", "drag-rate", "settle", "first-chart", "script-weight", "foreign-requests",
    ),
    slow_phone_lines: ("slow-phone",),
    server_lines: ("payload", "throughput"),
}  # fmt: skip


def soaked(asked: list[str]) -> int:
    """Drive the page for long; `--moves N` says how long."""
    from benchmarks.soak import MOVES, soak

    parser = argparse.ArgumentParser(prog="python -m benchmarks soak")
    parser.add_argument("--moves", type=int, default=MOVES)
    soak(parser.parse_args(asked).moves)
    return 0


def main(asked: list[str]) -> int:
    """Print the lines that are asked for, all without a name."""
    if asked[:1] == ["soak"]:
        return soaked(asked[1:])
    unknown = [name for name in asked if name not in BUDGETS]
    if unknown:
        print(f"There is no budget called {unknown[0]}. Budgets: {', '.join(BUDGETS)}.", file=sys.stderr)
        return 2
    lines: dict[str, Line] = {}
    for measure, names in GROUPS.items():
        if asked and not set(asked) & set(names):
            continue
        for line in measure():
            lines[line.id] = line
            if not asked or line.id in asked:
                print(line, flush=True)
    missed = [line.id for line in lines.values() if line.short and (not asked or line.id in asked)]
    print(f"Short: {', '.join(missed)}." if missed else "Every budget that was measured is kept.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
