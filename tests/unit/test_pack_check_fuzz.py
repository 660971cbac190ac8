"""Whatever stands in a pack's files, `check` answers with findings and never falls over."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.pack import PackError, check_pack, read_pack
from tests.conftest import TINY

FILES = sorted(path.name for path in TINY.iterdir() if path.suffix in {".csv", ".toml", ".json"})
CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "-1",
            "0",
            "1e308",
            "-1e308",
            "1e-320",
            "nan",
            "inf",
            "1_000",
            "1,5",
            "=1+1",
            "<b>",
            "true",
            "٣",
        ]
    ),
    st.text(max_size=12),
    st.integers().map(str),
    st.floats().map(repr),
)


def pack_with(file: str, data: bytes, folder: Path) -> Path:
    shutil.copytree(TINY, folder / "pack")
    (folder / "pack" / file).write_bytes(data)
    return folder / "pack"


def holds(file: str, data: bytes) -> None:
    """Check a pack with one file replaced: findings are sentences, and a sound pack can be read."""
    with tempfile.TemporaryDirectory() as folder:
        pack = pack_with(file, data, Path(folder))
        findings = check_pack(pack)
        for finding in findings:
            assert finding.message.endswith("."), finding
            assert "\n" not in str(finding), finding
        # A sound pack can be read; one that is not is read or refused with findings, and nothing else.
        with contextlib.suppress(PackError) if findings else contextlib.nullcontext():
            read_pack(pack)


@settings(max_examples=150)
@given(file=st.sampled_from(FILES), where=st.floats(0, 1, exclude_max=True), cell=CELLS)
@example(file="geometry.json", where=0.1, cell="]" * 9)
@example(file="pack.toml", where=0.5, cell='"')
def test_a_cell_of_anything(file: str, where: float, cell: str) -> None:
    text = (TINY / file).read_text(encoding="utf-8")
    starts = [at for at, letter in enumerate(text) if letter in ',\n="[']
    start = starts[int(where * len(starts))] + 1
    end = next((at for at in range(start, len(text)) if text[at] in ',\n="]'), len(text))
    holds(file, (text[:start] + cell + text[end:]).encode("utf-8", errors="surrogatepass"))


@settings(max_examples=60)
@given(file=st.sampled_from(FILES), data=st.binary(max_size=200))
@example(file="macro.csv", data=b"")
@example(file="macro.csv", data=b"\x00\x00")
@example(file="macro.csv", data=b'year,"')
@example(file="geometry.json", data=b"[" * 5000)
@example(file="geometry.json", data=b'{"XT-N": [[]], "XT-S": [[[0,0]]]}')
@example(file="geometry.json", data=b'{"XT-N": [[[1e400, 0], [0, 1], [1, 1], [1e400, 0]]]}')
@example(file="pack.toml", data=b"iso3 = 1")
def test_a_file_of_anything(file: str, data: bytes) -> None:
    holds(file, data)
