"""`packs`: the country packs that come with the program."""

from __future__ import annotations

from model.cli.table import write_csv


def list_packs() -> int:
    """Print a row per pack: code, name, grade, sectors, regions, base year and data version."""
    from model.load import COUNTRIES, available
    from model.pack.read import PackError, read_pack

    rows: list[tuple[object, ...]] = []
    broken: list[str] = []
    for iso3 in available():
        try:
            pack = read_pack(COUNTRIES / iso3)
        except PackError as error:
            broken.append(f"{iso3}: {error}")
            continue
        meta = pack.meta
        sizes = (len(pack.sectors), len(pack.regions))
        rows.append((meta.iso3, meta.name, meta.grade, *sizes, meta.base_year, meta.data_version))
    write_csv(("iso3", "name", "grade", "sectors", "regions", "base_year", "data_version"), rows, None)
    return _report(broken)


def _report(broken: list[str]) -> int:
    """Say which packs cannot be read; return the exit code."""
    import sys

    for sentence in broken:
        print(sentence, file=sys.stderr)
    return 1 if broken else 0
