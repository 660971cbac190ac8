"""The input-output files of the packs that are committed: identities, fuels, power, trade."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

PACKS = sorted(
    p for p in (Path(__file__).parents[2] / "data/countries").iterdir() if (p / "pack.toml").exists()
)
FINALS = ["households", "government", "investment", "stocks", "exports"]
MADE_HERE = ("ZAF", "THA")


def rows(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


class Pack:
    def __init__(self, folder):
        self.folder = folder
        self.sectors = rows(folder / "sectors.csv")
        self.codes = [s["code"] for s in self.sectors]
        columns = self.codes + FINALS
        self.domestic = np.array([[float(r[c]) for c in columns] for r in rows(folder / "use_domestic.csv")])
        self.imported = np.array(
            [[float(r[c]) for c in columns[:-1]] for r in rows(folder / "use_imported.csv")]
        )
        self.added = {
            r["sector"]: {k: float(r[k]) for k in list(r)[1:6]} for r in rows(folder / "value_added.csv")
        }
        self.technologies = rows(folder / "technologies.csv")
        self.fuel = rows(folder / "fuel_use.csv")

    def at(self, code):
        return (self.codes + FINALS).index(code)


@pytest.fixture(params=[p for p in PACKS if p.name in MADE_HERE], ids=lambda p: p.name)
def pack(request):
    return Pack(request.param)


def test_rows_and_columns_add_up_to_output(pack):
    n = len(pack.codes)
    output = np.array([pack.added[c]["output"] for c in pack.codes])
    assert pack.domestic.sum(axis=1) == pytest.approx(output, rel=1e-6, abs=1e-6)
    paid = np.array([sum(v for k, v in pack.added[c].items() if k != "output") for c in pack.codes])
    column = pack.domestic[:, :n].sum(axis=0) + pack.imported[:, :n].sum(axis=0) + paid
    assert column == pytest.approx(output, rel=1e-6, abs=1e-6)


def test_nothing_is_negative_but_stocks_taxes_and_surplus(pack):
    assert np.delete(pack.domestic, pack.at("stocks"), axis=1).min() >= 0
    assert np.delete(pack.imported, pack.at("stocks"), axis=1).min() >= 0
    assert min(v["wages"] for v in pack.added.values()) >= 0


def test_one_plant_gate_price_and_one_buyer(pack):
    prices = []
    for t in pack.technologies:
        row = pack.domestic[pack.at(t["sector"])]
        assert row.sum() == pytest.approx(row[pack.at("electricity-supply")])
        if float(t["generation_gwh"]) > 0:
            prices.append(row.sum() / float(t["generation_gwh"]))
    assert max(prices) == pytest.approx(min(prices), rel=1e-6)


def test_technology_inputs_are_the_columns_of_the_table(pack):
    per_gwh = defaultdict(dict)
    for r in rows(pack.folder / "technology_inputs.csv"):
        per_gwh[r["technology"]][r["sector"], r["origin"]] = float(r["musd_per_gwh"])
    for t in pack.technologies:
        gwh, j = float(t["generation_gwh"]), pack.at(t["sector"])
        assert per_gwh[t["technology"]], f"{t['technology']} has no inputs"
        if gwh <= 0:
            continue
        for origin, block in (("domestic", pack.domestic), ("imported", pack.imported)):
            for i, code in enumerate(pack.codes):
                stated = per_gwh[t["technology"]].get((code, origin), 0.0) * gwh
                assert stated == pytest.approx(block[i, j], rel=1e-6, abs=1e-6), (t["technology"], code)


def test_a_tonne_of_coal_costs_what_its_user_pays(pack):
    i = pack.codes.index("coal-mining")
    price = {}
    for r in pack.fuel:
        if r["fuel"] == "coal" and r["user"] != "other-industries":
            block = pack.domestic if r["origin"] == "domestic" else pack.imported
            price[r["origin"], r["user"]] = block[i, pack.at(r["user"])] / float(r["quantity"])
    assert all(5 < value < 200 for value in price.values()), price
    if ("domestic", "exports") in price:
        # South Africa's power stations stand at the mine; exports carry a washed product at a world price.
        assert price["domestic", "exports"] > 3 * price["domestic", "power-coal"]


def test_electricity_made_is_electricity_used(pack):
    made = sum(float(t["generation_gwh"]) for t in pack.technologies)
    used = sum(
        float(r["quantity"]) for r in pack.fuel if r["fuel"] == "electricity" and r["user"] != "exports"
    )
    # Net imports and losses lie between the two: neither country's passes a fifth of generation.
    assert 0.8 * made < used < 1.2 * made


def test_published_totals_are_met(pack):
    n = len(pack.codes)
    taxes = sum(float(r["product_taxes"]) for r in rows(pack.folder / "final_taxes.csv"))
    ours = {
        "gdp": sum(v - 0 for row in pack.added.values() for k, v in row.items() if k != "output") + taxes,
        "exports": pack.domestic[:, n + 4].sum(),
        "imports": pack.imported.sum(),
        "coal": sum(float(r["quantity"]) for r in pack.fuel if r["fuel"] == "coal"),
        "coal:domestic": sum(
            float(r["quantity"]) for r in pack.fuel if r["fuel"] == "coal" and r["origin"] == "domestic"
        ),
    }
    for r in rows(pack.folder / "totals.d/table.csv"):
        scale = 1e3 if "billion" in r["unit"] else 1.0
        published, tolerance = float(r["published"]) * scale, float(r["tolerance_pct"]) / 100
        assert ours[r["indicator"]] == pytest.approx(published, rel=tolerance), r["indicator"]


def test_type_one_multiplier_stays_near_the_source(pack):
    """Output-weighted: 1.777 for South Africa 2014, 1.738 for Thailand 2021, before power is divided."""
    source = {"ZAF": 1.777, "THA": 1.738}[pack.folder.name]
    n = len(pack.codes)
    x = pack.domestic.sum(axis=1)
    a = np.divide(pack.domestic[:, :n], x, out=np.zeros((n, n)), where=x > 0)
    ours = np.linalg.inv(np.eye(n) - a).sum(axis=0) @ x / x.sum()
    assert ours == pytest.approx(source, rel=0.05)


def test_no_generation_column_outside_the_grid_family(pack):
    generation = {s["code"] for s in pack.sectors if s["role"] == "generation"}
    assert generation == {t["sector"] for t in pack.technologies}
