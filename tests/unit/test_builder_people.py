"""The arithmetic of the people stage: sharing out, the macro rule, the control, sectors and regions."""

import numpy as np
import pytest

from data.builder.people import apportion, control, detail, employment, macro, places, power
from data.builder.people.control import Control
from data.builder.people.employment import Cell


class TestApportion:
    def test_fitting_meets_both_margins_and_keeps_empty_cells_empty(self):
        seed = np.array([[1.0, 2.0, 0.0], [3.0, 1.0, 5.0]])
        table = apportion.fit(seed, np.array([30.0, 70.0]), np.array([40.0, 25.0, 35.0]))
        assert table.sum(axis=1) == pytest.approx([30, 70])
        assert table.sum(axis=0) == pytest.approx([40, 25, 35])
        assert table[0, 2] == 0

    def test_fitting_keeps_the_cross_ratio_of_the_seed(self):
        seed = np.array([[1.0, 2.0], [3.0, 4.0]])
        table = apportion.fit(seed, np.array([60.0, 40.0]), np.array([50.0, 50.0]))
        ratio = table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])
        assert ratio == pytest.approx(4 / 6)

    def test_margins_that_differ_are_refused(self):
        with pytest.raises(ValueError, match="Margins differ"):
            apportion.fit(np.ones((2, 2)), np.array([1.0, 1.0]), np.array([1.0, 2.0]))

    def test_a_margin_over_an_empty_seed_is_refused(self):
        with pytest.raises(ValueError, match="cannot fill"):
            apportion.fit(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([1.0, 1.0]), np.array([1.0, 1.0]))

    def test_whole_persons_add_up_and_stay_within_one_of_the_value(self):
        values = np.array([1.4, 2.4, 3.4, 0.8])
        out = apportion.whole(values)
        assert out.sum() == 8
        assert np.all(np.abs(out - values) < 1)

    def test_whole_is_no_way_to_change_a_total(self):
        with pytest.raises(ValueError, match="too far"):
            apportion.whole(np.array([1.0, 2.0]), 9)

    @pytest.mark.parametrize("weights", [[0.0, 0.0], [1.0, -0.1]])
    def test_weights_that_cannot_share_are_refused(self, weights):
        with pytest.raises(ValueError, match="positive"):
            apportion.shares(np.array(weights))


class TestMacro:
    def test_share_of_women_solves_the_published_percentages(self):
        # 40 % of women and 50 % of men, women 60 % of people: 44 % of all
        assert macro.women_share(44.0, 40.0, 50.0) == pytest.approx(0.6)

    def test_equal_percentages_identify_nothing(self):
        with pytest.raises(ValueError, match="do not identify"):
            macro.women_share(40.0, 40.0, 40.0)

    @pytest.fixture
    def people(self):
        return {
            year: macro.People(150.0, 50 * 1.01 ** (year - 2000), 50 * 1.01 ** (year - 2000))
            for year in range(2000, 2061)
        }

    def test_growth_follows_the_forecast_then_the_rule(self, people):
        forecast = dict.fromkeys(range(2023, 2030), 3.0)
        path, how = macro.growth_path(forecast, people, long_run=0.5)
        assert path[2029] == 3.0
        assert path[2035] == pytest.approx(1.0 + 0.5)
        assert path[2050] == pytest.approx(1.5)
        assert path[2032] == pytest.approx((3.0 + 1.5) / 2)  # half way from 2029 to 2035
        assert [how[y] for y in (2029, 2030, 2034, 2035)] == ["weo", "converging", "converging", "rule"]
        assert sorted(path) == list(range(2023, 2051))

    def test_long_run_growth_is_per_person_of_working_age(self, people):
        gdp = {2000: 100.0, 2019: 100.0 * 1.03**19}
        assert macro.long_run_growth(gdp, people, (2000, 2019)) == pytest.approx(100 * (1.03 / 1.01 - 1))


CELLS = {
    ("L", "women"): 50.0,
    ("N", "women"): 90.0,
    ("O", "women"): 10.0,
    ("P", "women"): 80.0,
    ("L", "men"): 40.0,
}
REGIONS = ["N", "S", "W"]


class TestControl:
    def test_a_published_total_fills_the_other_sex(self):
        rule = {
            "kind": "total-less-other-sex",
            "section": "P",
            "sex": "men",
            "total_thousand": 0.1,
            "note": "n",
        }
        out, notes = control.fill(CELLS, [rule], {}, {})
        assert out["P", "men"] == pytest.approx(20)
        assert notes["P", "men"] == "n"

    def test_what_a_group_leaves_is_shared_with_both_sexes_in_view(self):
        rule = {
            "kind": "residual-by-share",
            "sex": "men",
            "group": "PUB",
            "group_sections": ["L"],
            "sections": ["N", "O"],
            "note": "n",
        }
        out, _ = control.fill(CELLS, [rule], {("PUB", "men"): 140.0}, {"N": 1.0, "O": 1.0})
        assert out["N", "men"] + out["O", "men"] == pytest.approx(100)  # 140 less the 40 of L
        assert out["N", "men"] + 90 == pytest.approx(out["O", "men"] + 10)  # halves of both sexes

    def test_a_filling_below_zero_is_refused(self):
        rule = {
            "kind": "total-less-other-sex",
            "section": "P",
            "sex": "men",
            "total_thousand": 0.07,
            "note": "n",
        }
        with pytest.raises(ValueError, match="persons"):
            control.fill(CELLS, [rule], {}, {})

    def test_the_unclassified_are_spread_to_the_published_total(self):
        cells = {("A", "women"): 60.0, ("C", "women"): 39.5, ("X", "women"): 0.5, ("A", "men"): 100.0}
        out = control.spread_unclassified(cells, {"women": 100.0, "men": 100.0})
        assert out["A", "women"] + out["C", "women"] == pytest.approx(100)
        assert ("X", "women") not in out

    def test_a_missing_section_is_noticed(self):
        with pytest.raises(ValueError, match="a cell is missing"):
            control.spread_unclassified(
                {("A", "women"): 90.0, ("A", "men"): 100.0}, {"women": 100.0, "men": 100.0}
            )


def survey(base):
    return Control(2024, base, base, base, {"women": 1.0, "men": 1.0}, {})


class TestSectors:
    def test_a_section_is_given_away_whole_and_keeps_its_share_of_women(self):
        cells = [Cell("C", "food", 3.0, "s"), Cell("C", "metals", 1.0, "s"), Cell("A", "farming", 1.0, "s")]
        out = employment.allocate(
            survey({("C", "women"): 40.0, ("C", "men"): 60.0, ("A", "women"): 5.0, ("A", "men"): 5.0}), cells
        )
        assert out["food", "women"] == pytest.approx(30)
        assert out["metals", "women"] / (out["metals", "women"] + out["metals", "men"]) == pytest.approx(0.4)
        assert sum(out.values()) == pytest.approx(110)

    def test_a_section_without_a_sector_is_refused(self):
        with pytest.raises(ValueError, match=r"No sector takes survey section\(s\) B"):
            employment.allocate(survey({("B", "women"): 1.0}), [Cell("A", "farming", 1.0, "s")])

    def test_a_published_share_overrides_and_the_rest_keep_their_proportions(self):
        cells = [Cell("C", "coal", 1.0, "s"), Cell("C", "gold", 3.0, "s"), Cell("C", "stone", 1.0, "s")]
        out = employment.override(
            cells, [{"section": "C", "sector": "coal", "share": 0.5, "source": "census"}]
        )
        weights = {cell.sector: cell.weight for cell in out}
        assert weights["coal"] == pytest.approx(0.5)
        assert weights["gold"] == pytest.approx(3 * weights["stone"])
        assert sum(weights.values()) == pytest.approx(1)

    def test_a_cap_sends_what_it_cuts_off_to_the_others(self):
        out = employment.capped({"metals": 6.0, "food": 3.0, "cars": 1.0}, 1.0, {"metals": 0.2})
        assert out == {"metals": pytest.approx(0.2), "food": pytest.approx(0.6), "cars": pytest.approx(0.2)}

    def test_caps_that_leave_jobs_over_are_refused(self):
        with pytest.raises(ValueError, match="nowhere to go"):
            employment.capped({"metals": 1.0, "food": 1.0}, 1.0, {"metals": 0.2, "food": 0.3})

    def test_published_areas_stand_and_the_rest_follows_the_weights(self):
        cells = [Cell("C", "food", 1.0, "s"), Cell("C", "metals", 3.0, "s"), Cell("C", "cars", 1.0, "s")]
        areas = [
            {"name": "known", "region": "N", "persons": 100.0, "shares": {"food": 0.6}},
            {"name": "unknown", "region": "S", "persons": 50.0},
        ]
        split = {"areas": areas, "areas_section": "C", "areas_source": "census", "source": "s"}
        table = employment.branch_table({"split": split}, cells)
        assert table["known"] == {
            "food": pytest.approx(60),
            "metals": pytest.approx(30),
            "cars": pytest.approx(10),
        }
        assert table["unknown"]["metals"] == pytest.approx(30)
        weights = {c.sector: c.weight for c in employment.with_areas({"split": split}, cells)}
        assert sum(weights.values()) == pytest.approx(150)
        assert weights["food"] == pytest.approx(70)

    def test_power_jobs_add_to_the_survey_and_follow_wages_between_grid_and_generation(self):
        shared = power.split(
            100.0,
            {"power-coal": 8.0, "power-wind": 2.0},
            "grid",
            {"grid": 6.0, "power-coal": 3.0, "power-wind": 1.0},
        )
        assert sum(shared.jobs.values()) == pytest.approx(100)
        assert shared.jobs["grid"] == pytest.approx(60)
        assert shared.jobs["power-coal"] == pytest.approx(32)
        assert shared.scale == pytest.approx(4)

    def test_without_a_table_the_factors_stand(self):
        shared = power.split(100.0, {"power-coal": 8.0}, "grid", None)
        assert shared.jobs == {"power-coal": pytest.approx(8), "grid": pytest.approx(92)}

    def test_persons_are_whole_and_add_up_by_sex(self):
        values = {("a", "women"): 1.5, ("b", "women"): 2.5, ("a", "men"): 3.3, ("b", "men"): 0.7}
        out = employment.persons(values, ["a", "b"])
        assert out["a", "women"] + out["b", "women"] == 4
        assert out["a", "men"] + out["b", "men"] == 4

    def test_the_sheet_of_workers_is_read_by_activity_code(self, tmp_path):
        path = tmp_path / "sheet.csv"
        path.write_text(
            "Cover,,,,,,,,\n1,1,aagri,Agriculture,1,2,3,4,10\n,Total,,,,,,,\n2,2,acoal,Coal,0.5,1,1,1.5,4\n",
            encoding="utf-8",
        )
        sheet = employment.workers_sheet(path, 1000)
        assert sheet["acoal"]["total"] == 4000
        assert sheet["aagri"]["flab-t"] == 4000
        assert set(sheet) == {"aagri", "acoal"}


class TestPlaces:
    def vectors(self):
        return places.Vectors(REGIONS, np.array([50.0, 30.0, 20.0]), {"N": 0.2, "S": 1.0})

    def test_published_regions_stand_and_the_rest_is_shared(self):
        out = places.completed({"N": 60}, 100, np.array([5.0, 3.0, 1.0]), REGIONS)
        assert out == pytest.approx([60, 30, 10])

    def test_published_regions_above_the_total_are_refused(self):
        with pytest.raises(ValueError, match="leaves"):
            places.completed({"N": 120}, 100, np.ones(3), REGIONS)

    def test_an_unknown_region_is_named(self):
        with pytest.raises(ValueError, match="Q, which are no regions"):
            places.ordered({"Q": 1}, REGIONS)

    @pytest.mark.parametrize(
        ("spec", "expected"),
        [
            ({"kind": "values", "values": {"N": 1, "S": 1}}, [0.5, 0.5, 0]),
            ({"kind": "less", "of": "population", "values": {"N": 1.0}}, [0, 0.6, 0.4]),
            ({"kind": "rural"}, [0.25, 0.75, 0]),
            ({"kind": "product", "powers": {"population": 0.0}}, [1 / 3, 1 / 3, 1 / 3]),
            ({"kind": "mean", "weights": {"population": 1.0}}, [0.5, 0.3, 0.2]),
            (
                {
                    "kind": "tiers",
                    "within": "population",
                    "tiers": [{"share": 0.9, "regions": ["N"]}, {"share": 0.1, "regions": ["S", "W"]}],
                },
                [0.9, 0.06, 0.04],
            ),
        ],
    )
    def test_kinds_of_spatial_weights(self, spec, expected):
        vectors = self.vectors()
        vectors.add({"name": "x", **spec})
        assert vectors.known["x"] == pytest.approx(expected)

    def test_raking_meets_published_regions_and_does_not_move_mines(self):
        table = np.array([[10.0, 30.0, 40.0], [0.0, 20.0, 30.0], [0.0, 10.0, 20.0]])
        placed = np.array([True, False, False])
        out = places.rake(table, placed, {1: 60.0})
        assert out[:, 0] == pytest.approx(table[:, 0])
        assert out.sum(axis=0) == pytest.approx(table.sum(axis=0))
        assert out[1].sum() == pytest.approx(60)
        assert out[0].sum() / out[2].sum() == pytest.approx(80 / 30)

    def test_without_published_regions_the_rules_stand(self):
        table = np.ones((2, 2))
        assert places.rake(table, np.array([False, False]), {}) is table

    def test_regions_by_sex_add_to_the_nation(self):
        table = np.array([[1.0, 5.0], [2.0, 0.0]])
        women, men = places.by_sex(table, np.array([10.0, 3.0]), np.array([7.0, 0.0]))
        assert women.sum(axis=0) == pytest.approx([10, 3])
        assert men.sum(axis=0) == pytest.approx([7, 0])
        assert women[1, 1] == 0

    def test_a_sector_follows_its_own_rule_then_its_section_then_its_market(self):
        recipe = {
            "places": {
                "rules": {"coal": "basins"},
                "sections": {"C": "factories"},
                "markets": {"local": "people"},
            }
        }
        row = {"code": "coal", "isic": "B", "market": "tradable"}
        assert places.rule_of(row, recipe) == "basins"
        assert places.rule_of({"code": "food", "isic": "C", "market": "tradable"}, recipe) == "factories"
        assert places.rule_of({"code": "trade", "isic": "G", "market": "local"}, recipe) == "people"


@pytest.mark.parametrize(
    ("section", "group"),
    [("A", "agr"), ("B", "mel"), ("D", "mel"), ("C", "man"), ("F", "con"), ("M", "mkt"), ("P", "pub")],
)
def test_ilo_groups_of_sections(section, group):
    assert detail.aggregate_of(section) == group
