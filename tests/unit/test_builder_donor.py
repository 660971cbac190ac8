"""Countries without a published table: the steps that turn donors and quantities into a prior."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.builder.energy.emissions import pack_power_weights
from data.builder.generation import national_generation
from data.builder.people.geometry import encloses
from data.builder.table.readers.donor import (
    Donor,
    branches,
    exports_prior,
    mean,
    smallest,
    use_prior,
)
from data.builder.table.technologies import stated_capacity

NAN = float("nan")
CODES = ("agriculture", "coal-mining", "oil-gas-extraction", "refining", "electricity-supply", "trade")


def donor(**changed: np.ndarray) -> Donor:
    n = len(CODES)
    fields: dict[str, Any] = {
        "inputs": np.full((n, n), 0.05),
        "taxes": np.zeros(n),
        "value_added": np.full(n, 0.5),
        "wages": np.full(n, 0.5),
        "exports": np.array([0.2, 0.0, 0.0, 0.0, 0.0, 0.1]),
        "import_share": np.full(n, 0.1),
        "weight": np.full(n, 1 / n),
        "workers": np.full(n, NAN),
        "finals": np.full((n, 3), 1 / n),
    }
    return Donor(**(fields | changed))


def recipe(**extra: Any) -> dict[str, Any]:
    sectors = [{"code": code, "control": "All", "isic": "A", "market": "tradable"} for code in CODES]
    return {"sector": sectors, **extra}


def test_a_mean_leaves_out_donors_that_do_not_have_the_sector() -> None:
    assert mean([np.array([1.0, NAN]), np.array([3.0, 4.0])]).tolist() == [2.0, 4.0]
    assert np.isnan(mean([np.array([NAN])])[0])
    assert smallest([np.array([0.3, NAN]), np.array([0.2, NAN])])[0] == 0.2


def test_imports_are_what_use_leaves_of_supply_and_local_services_are_not_fetched() -> None:
    x = np.array([10.0, 0.0, 1.0, 0.0, 5.0, 5.0])
    finals = np.full((6, 3), 5.0)
    local = np.array([False] * 5 + [True])
    domestic, imported = use_prior(donor(), x, finals, np.zeros(6), 0.0, np.ones(6), local)
    use = (domestic + imported).sum(axis=1)
    assert imported[0].sum() == pytest.approx(use[0] - 10.0)
    # Nothing is made at home: all is imported. Local services take the donors' share alone.
    assert domestic[1].sum() == 0.0
    assert imported[5].sum() == pytest.approx(0.1 * use[5])


def test_a_group_of_exports_is_shared_and_no_product_sells_more_than_it_makes() -> None:
    x = np.array([10.0, 0.0, 0.0, 0.0, 5.0, 40.0])
    trade = {"exports_musd": {"agriculture+trade": 20.0}}
    out = exports_prior(recipe(trade=trade), donor(), x, 20.0)
    assert out.sum() == pytest.approx(20.0)
    assert out[0] == pytest.approx(20.0 * 2.0 / 6.0)
    full = exports_prior(recipe(trade={"exports_musd": {"agriculture+trade": 45.0}}), donor(), x, 45.0)
    assert full[0] == pytest.approx(10.0)
    assert full[5] == pytest.approx(35.0)


def test_published_branches_share_their_group_and_leave_its_total() -> None:
    weight = np.array([0.4, 0.0, 0.1, 0.1, 0.2, 0.2])
    spec = [
        {
            "control": "All",
            "measure": "persons",
            "total": 10.0,
            "parts": [{"sectors": ["agriculture"], "value": 8.0}],
        }
    ]
    out = branches(weight, donor(), recipe(branches=spec))
    assert out.sum() == pytest.approx(1.0)
    assert out[0] == pytest.approx(0.8)
    assert out[1] == 0.0


def test_generation_by_shares_of_what_was_made(tmp_path: Path) -> None:
    folder = tmp_path / "energy2"
    folder.mkdir()
    lines = [
        "iso3,source_or_technology,measure,year,value,unit",
        "XXX,solar,share_of_generation,2023,25,%",
        "XXX,hydropower,share_of_generation,2023,75,%",
        "XXX,all,consumption,2023,0.9,TWh",
        "XXX,all,transmission/distribution losses,2023,0.2,TWh",
        "XXX,all,imports,2023,0.1,TWh",
    ]
    (folder / "generation_recent.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = national_generation(tmp_path, "XXX", 2023)
    assert made == pytest.approx({"solar": 250.0, "hydro": 750.0})


def test_stated_capacity_names_the_unknown_and_adds_plant() -> None:
    out = stated_capacity(
        {"unknown": 70.0, "hydro": 1.0}, {"unknown_is": "oil", "stated": {"geothermal": 5.0}}
    )
    assert out == {"oil": 70.0, "hydro": 1.0, "geothermal": 5.0}


def test_a_flat_ring_encloses_nothing() -> None:
    assert encloses([[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    assert not encloses([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [0.0, 0.0]])


def test_power_burns_what_the_fuel_table_gives_it() -> None:
    class Some:
        generation = {"coal": "power-coal"}  # noqa: RUF012

    used = {("power-coal", "coal"): 10.0, ("agriculture", "oil"): 5.0}
    weights = pack_power_weights(used, Some, {"coal": 0.1, "oil": 0.07})  # type: ignore[arg-type]
    assert weights == {("power-coal", "coal"): pytest.approx(1.0)}
