"""Every pack that comes with the program is held to the format, and reproduces the published totals."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.load import COUNTRIES, available
from model.pack import check_pack, read_pack
from model.pack.draft import Draft
from model.pack.files import read_draft
from model.pack.indicators import gdp_by_expenditure, gdp_by_value_added
from model.pack.totals import NEEDED_TOTALS, totals_beside_published

PACKS = available()


def test_there_are_packs() -> None:
    assert {"ZAF", "THA"} <= set(PACKS)


@pytest.fixture(params=PACKS)
def folder(request: pytest.FixtureRequest) -> Path:
    return COUNTRIES / str(request.param)


def draft_of(folder: Path) -> Draft:
    return read_draft(folder)[0]


def test_a_pack_is_sound(folder: Path) -> None:
    assert [str(finding) for finding in check_pack(folder)] == []


def test_published_totals_are_reproduced_at_their_own_year(folder: Path) -> None:
    comparisons = totals_beside_published(folder)
    measures = {comparison.total.indicator.partition(":")[0] for comparison in comparisons}
    assert set(NEEDED_TOTALS) <= measures
    outside = [comparison.cells() for comparison in comparisons if not comparison.within]
    assert not outside


def test_gdp_is_the_same_from_both_sides(folder: Path) -> None:
    draft = draft_of(folder)
    assert gdp_by_value_added(draft) == pytest.approx(gdp_by_expenditure(draft), rel=1e-6)


def test_every_source_says_who_and_under_which_terms(folder: Path) -> None:
    for source in read_pack(folder).sources:
        assert source.publisher
        assert source.licence
        assert source.title


def test_boundaries_come_with_the_sentence(folder: Path) -> None:
    assert "endorse" in read_pack(folder).meta.boundaries
