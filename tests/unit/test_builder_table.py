"""The input-output stages of the country-pack builder, on small tables whose answers are known."""

from typing import Any

import numpy as np
import pytest

from data.builder.table.balance import ALONE, balance, known_matrix
from data.builder.table.controls import expenditure, nested
from data.builder.table.gras import gras, gras_with_known
from data.builder.table.power import Technology, split_power
from data.builder.table.reclassify import reclassify
from data.builder.table.split import carve_imported_fuel, split_column
from data.builder.table.tableau import USES, Table, output_multipliers

# Miller and Blair, chapter 2: two sectors, their inverse is printed there.
Z = np.array([[150.0, 500.0], [200.0, 100.0]])
F = np.array([350.0, 1700.0])


def small_table() -> Table:
    """Two sectors with everything that is sold to final use bought by households."""
    n = 2
    domestic = np.zeros((n, n + len(USES)))
    domestic[:, :n] = Z
    domestic[:, n] = F
    output = domestic.sum(axis=1)
    return Table(
        codes=("a", "b"),
        domestic=domestic,
        imported=np.zeros_like(domestic),
        product_taxes=np.zeros(n + len(USES)),
        production_taxes=np.zeros(n),
        wages=(output - Z.sum(axis=0)) * 0.6,
        surplus=(output - Z.sum(axis=0)) * 0.4,
    )


POWER_CODES = ("mine", "machinery", "business-services", "trade", "transport", "grid", "other")


def power_table(seed: int = 0) -> Table:
    """A random table that balances, with an electricity sector that burns what `mine` sells."""
    rng = np.random.default_rng(seed)
    n = len(POWER_CODES)
    domestic = rng.uniform(1.0, 10.0, (n, n + len(USES)))
    imported = rng.uniform(0.0, 3.0, (n, n + len(USES)))
    imported[:, -1] = 0.0
    domestic[:, n] += 80.0
    taxes = np.concatenate([rng.uniform(0.0, 1.0, n), np.zeros(len(USES))])
    output = domestic.sum(axis=1)
    added = output - domestic[:, :n].sum(axis=0) - imported[:, :n].sum(axis=0) - taxes[:n]
    return Table(POWER_CODES, domestic, imported, taxes, added * 0.05, added * 0.5, added * 0.45)


def technologies() -> list[Technology]:
    """Coal and wind run; gas stands for a technology that is still to come."""
    shares = {"28": 0.3, "69T82": 0.2, "35T39": 0.5}
    common: dict[str, Any] = {"om_shares": shares, "capacity_factor_new": 0.5}
    return [
        Technology("coal", 100.0, 400.0, ("mine",), 20.0, **common),
        Technology("gas", 10.0, 0.0, ("mine",), 15.0, fuel_gj_per_mwh=7.5, stands_for="coal", **common),
        Technology("wind", 50.0, 100.0, (), 10.0, **common),
    ]


def test_output_multipliers_are_those_of_the_textbook():
    inverse = np.array([[1.2541, 0.3300], [0.2640, 1.1221]])
    assert output_multipliers(small_table()) == pytest.approx(inverse.sum(axis=0), abs=2e-4)


def test_gdp_is_the_same_from_both_sides():
    table = power_table()
    assert table.gdp == pytest.approx(table.gdp_by_expenditure, rel=1e-12)
    assert table.column_total == pytest.approx(table.output, rel=1e-12)


def test_reclassify_keeps_totals():
    table = power_table()
    groups = {"fuel": ["mine"], "rest": [c for c in POWER_CODES if c != "mine"]}
    joined = reclassify(table, groups)
    assert joined.gdp == pytest.approx(table.gdp)
    assert joined.output.sum() == pytest.approx(table.output.sum())
    assert joined.domestic[0, 0] == pytest.approx(table.domestic[0, 0])


def test_reclassify_refuses_a_sector_that_is_left_out():
    with pytest.raises(ValueError, match="go to none or several pack sectors: b"):
        reclassify(small_table(), {"all": ["a"]})


def test_nested_meets_the_coarse_total_and_keeps_the_fine_structure():
    finest = np.array([1.0, 3.0, 4.0])
    middle = (["m", "m", "s"], {"m": 10.0, "s": 30.0})
    coarse = (["all", "all", "all"], {"all": 80.0})
    assert nested(finest, [middle, coarse]) == pytest.approx([5.0, 15.0, 60.0])


def test_nested_refuses_a_control_without_sectors():
    with pytest.raises(ValueError, match="No sector stands under the control 'x'"):
        nested(np.array([1.0]), [(["m"], {"x": 1.0})])


def test_expenditure_adds_up_to_gdp():
    shares = {"government": 20.0, "investment": 16.0, "stocks": -0.5, "exports": 33.0, "imports": 32.0}
    target = expenditure(1000.0, shares, 0.9)
    assert target.final.sum() - target.imports == pytest.approx(1000.0)
    assert target.product_taxes == pytest.approx(100.0)


def test_gras_meets_margins_and_keeps_signs():
    prior = np.array([[7.0, 3.0, 5.0, -3.0], [2.0, 9.0, 8.0, 1.0], [-2.0, 0.0, 2.0, 1.0]])
    row, column = np.array([15.0, 26.0, -1.0]), np.array([9.0, 16.0, 17.0, -2.0])
    result = gras(prior, row, column)
    assert result.sum(axis=1) == pytest.approx(row, abs=1e-8)
    assert result.sum(axis=0) == pytest.approx(column, abs=1e-8)
    assert (np.sign(result) == np.sign(prior)).all()


def test_gras_returns_a_prior_that_already_fits():
    prior = np.array([[1.0, 2.0], [-3.0, 4.0]])
    assert gras(prior, prior.sum(axis=1), prior.sum(axis=0)) == pytest.approx(prior, abs=1e-9)


def test_gras_is_ras_where_nothing_is_negative():
    prior = np.array([[1.0, 2.0], [3.0, 4.0]])
    result = gras(prior, np.array([4.0, 6.0]), np.array([5.0, 5.0]))
    odds = prior[0, 0] * prior[1, 1] / (prior[0, 1] * prior[1, 0])
    assert result[0, 0] * result[1, 1] / (result[0, 1] * result[1, 0]) == pytest.approx(odds)


def test_gras_refuses_margins_that_differ():
    with pytest.raises(ValueError, match="no table exists"):
        gras(np.ones((2, 2)), np.array([1.0, 1.0]), np.array([1.0, 2.0]))


def test_gras_says_which_row_cannot_be_met():
    with pytest.raises(ValueError, match="did not converge: row 0"):
        gras(np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([5.0, 1.0]), np.array([2.0, 4.0]), rounds=50)


def test_known_cells_are_held():
    prior = np.ones((3, 3))
    known = np.full((3, 3), np.nan)
    known[0, 0], known[1, 2] = 2.5, 0.0
    result = gras_with_known(prior, np.array([4.0, 3.0, 5.0]), np.array([4.0, 4.0, 4.0]), known)
    assert result[0, 0] == 2.5
    assert result[1, 2] == 0.0
    assert result.sum(axis=1) == pytest.approx([4.0, 3.0, 5.0], abs=1e-8)


def test_an_import_named_alone_has_no_other_user():
    table = power_table()
    cells = known_matrix(table, {("imported", "mine", ALONE): 0.0, ("imported", "mine", "grid"): 7.0})
    line = cells[table.n]
    assert line[table.index("grid")] == 7.0
    assert np.nansum(line) == 7.0
    assert not np.isnan(line).any()


def test_balance_meets_outputs_uses_and_a_known_cell():
    table = power_table()
    gdp = table.gdp
    shares = {"government": 8.0, "investment": 9.0, "stocks": 4.0, "exports": 8.0, "imports": 12.0}
    target = expenditure(gdp * 2.0, shares, table.value_added.sum() / gdp)
    value_added = table.value_added * (target.gdp - target.product_taxes) / table.value_added.sum()
    output = table.output * value_added / table.value_added
    known = {("domestic", "mine", "grid"): 4.0}
    result = balance(table, output, value_added, target, known)
    n = table.n
    assert result.gdp == pytest.approx(target.gdp, rel=1e-9)
    assert result.gdp_by_expenditure == pytest.approx(target.gdp, rel=1e-9)
    assert result.column_total == pytest.approx(result.output, rel=1e-8)
    assert result.imported.sum() == pytest.approx(target.imports, rel=1e-9)
    assert result.domestic[0, result.index("grid")] == 4.0
    assert result.domestic[:, n + 4].sum() == pytest.approx(target.final[4], rel=1e-8)
    assert result.wages / result.value_added == pytest.approx(table.wages / table.value_added)


def test_split_column_moves_and_makes_nothing():
    table = power_table()
    split = split_column(table, "grid", "gas", 0.25)
    assert split.codes.index("gas") == table.codes.index("grid")
    assert split.gdp == pytest.approx(table.gdp)
    g, e = split.codes.index("gas"), split.codes.index("grid")
    assert split.wages[g] / (split.wages[g] + split.wages[e]) == pytest.approx(0.25)
    assert split.domestic[g].sum() == 0.0


def test_imported_fuel_leaves_the_row_totals_alone():
    table = power_table()
    i, j = table.codes.index("mine"), table.codes.index("other")
    fuel = table.domestic[i, j] + table.imported[i, j]
    split, share = carve_imported_fuel(table, "mine", "crude", "other", 0.4)
    crude, mine = split.codes.index("crude"), split.codes.index("mine")
    assert split.domestic[crude].sum() == pytest.approx(0.4)
    assert split.imported[crude].sum() == pytest.approx(fuel - 0.4)
    assert split.domestic[[crude, mine]].sum() == pytest.approx(table.domestic[i].sum())
    assert split.imported[[crude, mine]].sum() == pytest.approx(table.imported[i].sum())
    assert split.gdp == pytest.approx(table.gdp)
    assert 0 < share < 1


@pytest.mark.parametrize("seed", range(5))
def test_power_split_adds_nothing(seed):
    table = power_table(seed)
    power = split_power(table, "grid", technologies(), ["mine", "machinery"], {"gas": 7.0})
    after, e = power.table, table.codes.index("grid")
    family = [after.codes.index(c) for c in ("grid", "power-coal", "power-gas", "power-wind")]
    rows = [after.codes.index(c) for c in table.codes]
    for before, now in ((table.domestic, after.domestic), (table.imported, after.imported)):
        assert now[np.ix_(rows, family)].sum(axis=1) == pytest.approx(before[:, e])
    for name in ("production_taxes", "wages", "surplus"):
        assert getattr(after, name)[family].sum() == pytest.approx(getattr(table, name)[e])
    assert after.product_taxes[family].sum() == pytest.approx(table.product_taxes[e])
    assert after.gdp == pytest.approx(table.gdp)
    assert after.gdp_by_expenditure == pytest.approx(table.gdp)
    assert after.column_total == pytest.approx(after.output)
    assert (after.domestic >= -1e-9).all()


def test_generation_sells_to_the_grid_at_one_price():
    power = split_power(power_table(), "grid", technologies(), ["mine", "machinery"], {"gas": 7.0})
    after = power.table
    for t in technologies():
        row = after.domestic[after.codes.index(t.sector)].copy()
        assert row[after.index("grid")] == pytest.approx(t.generation_gwh * power.price)
        row[after.index("grid")] = 0.0
        assert not row.any()


def test_inputs_per_gwh_add_up_to_the_price_for_every_technology():
    power = split_power(power_table(), "grid", technologies(), ["mine", "machinery"], {"gas": 7.0})
    for name, parts in power.coefficients.items():
        assert sum(parts.values()) == pytest.approx(power.price), name
    gas = power.coefficients["gas"]
    assert gas[("mine", "imported")] == pytest.approx(7.5 * 7.0 / 1e3)
    bought = sum(v for (c, o), v in gas.items() if o != "value-added" and c != "mine")
    # Operation is US$ per kW over the hours of a new plant: part of it wages, the rest purchases.
    assert gas[("wages", "value-added")] + bought == pytest.approx(15.0 / (0.5 * 8760.0))
    assert gas[("wages", "value-added")] > 0


def test_operation_is_capped_at_what_the_sector_buys():
    many = [Technology("coal", 3000.0, 400.0, ("mine",), 20.0, {"28": 0.9, "35T39": 0.1}, 0.5)]
    power = split_power(power_table(), "grid", many, ["mine", "machinery"], {})
    assert any("ISIC 28 capped" in line for line in power.report)
    e = power.table.index("grid")
    assert power.table.domestic[power.table.codes.index("machinery"), e] == pytest.approx(0.0, abs=1e-9)


def test_staff_beyond_the_sectors_wages_is_refused():
    many = [Technology("coal", 1e6, 400.0, ("mine",), 20.0, {"35T39": 1.0}, 0.5)]
    with pytest.raises(ValueError, match="exceeds the wages of grid"):
        split_power(power_table(), "grid", many, ["mine"], {})
