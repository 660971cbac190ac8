"""People add up: every split, every ledger and every wage bill, on every pack and on random pathways."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.economy import YEARS
from model.errors import InputError
from model.measures.just_transition import FUND_LEVERS
from model.pathway import Pathway
from model.people.ledger import Policy
from tests.laws.worlds import PACKS, PATHWAYS, TOLERANCE, WORLDS, pathways, run

pytestmark = pytest.mark.laws
EXAMPLES = PATHWAYS or 40


def close(a, b, scale) -> bool:
    return bool(np.max(np.abs(np.asarray(a) - np.asarray(b))) <= TOLERANCE * np.max(np.abs(scale)))


def total(split) -> np.ndarray:
    return split.reshape(len(YEARS), -1).sum(axis=1)


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_every_split_of_people_adds_to_the_same_totals_and_no_level_is_negative(pack, data):
    result = run(pack, data.draw(pathways(pack)), data.draw(st.sampled_from(WORLDS)))
    people, scale = result.people, result.base.employment_total
    every = [by for k in (1, 2, 3) for by in combinations(people.dimensions, k)]
    for by in data.draw(st.lists(st.sampled_from(every), min_size=6, max_size=6, unique=True)):
        assert close(total(people.change(by=by)), result.net, scale), by
        shares = tuple(d for d in by if d != "channel")
        assert close(total(people.level(by=shares)), result.jobs_demanded, scale), by
        assert close(total(people.baseline(by=shares)), scale, scale), by
        assert close(total(people.created(by=shares)), result.created, scale), by
        assert close(total(people.lost(by=shares)), result.lost, scale), by
        for part in (people.level, people.baseline, people.created, people.lost):
            assert part(by=shares).min() >= 0.0
        assert close(people.level(by=shares) - people.baseline(by=shares), people.change(by=shares), scale)


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_crossing_summed_over_an_axis_is_the_crossing_without_it(pack, data):
    result = run(pack, data.draw(pathways(pack)))
    people = result.people
    by = data.draw(st.permutations(people.dimensions))[:3]
    out = data.draw(st.integers(0, 2))
    fewer = [d for i, d in enumerate(by) if i != out]
    assert close(
        people.change(by=by).sum(axis=1 + out), people.change(by=fewer), result.base.employment_total
    )


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_displaced_are_retired_or_re_employed_or_left_out(pack, data):
    result = run(pack, data.draw(pathways(pack)), data.draw(st.sampled_from(WORLDS)))
    people = result.people
    policy = Policy(data.draw(st.sampled_from([0.0, 0.4, 1.0])), data.draw(st.sampled_from([0.0, 1.0])))
    ledger = people.ledger_under(policy)
    s, scale = ledger.stages, max(ledger.displaced.sum(), 1.0)
    assert close(ledger.displaced, s["retired"] + ledger.re_employed + s["left-out"], scale)
    for stage in (*s.values(), ledger.displaced, ledger.retrained, ledger.not_refilled, ledger.openings):
        assert stage.min() >= -TOLERANCE * scale
    # What is not displaced of the rise of the shortfall had not been opened yet, or is not refilled.
    short = np.maximum(-people.change(by=("region", "sector", "sex")), 0.0)
    rise = np.maximum(np.diff(short, axis=0, prepend=np.zeros_like(short[:1])), 0.0)
    gone = ledger.displaced.sum(axis=4) + ledger.not_refilled
    assert close(gone + ledger.unopened, rise, result.base.employment_total)
    # Nobody comes of age twice: posts not refilled and the baseline's own need stay within those who do.
    rates = [people.parameters.share(f"retirement_flow_{x}") for x in ("women", "men")]
    of_age = np.array(rates) * people.baseline(by=("region", "sector", "sex")).max(axis=0)
    assert (ledger.not_refilled <= of_age + TOLERANCE * scale).all()
    # Posts that really stand change by what opens, ends, goes, and by the baseline's own growth and fall: nothing else.
    posts, baseline = ledger.posts, people.baseline(by=("region", "sector", "sex"))
    step = np.diff(baseline, axis=0, prepend=baseline[:1])
    real = np.diff(people.level(by=("region", "sector", "sex")), axis=0, prepend=baseline[:1])
    named = np.maximum(step, 0.0) - posts.unopened + posts.opened - posts.ended - gone - posts.falling
    assert close(named, real, result.base.employment_total)
    assert not (np.minimum(posts.opened, posts.falling) > TOLERANCE * result.base.employment_total[0]).any()
    # Nobody takes a post that does not open: who was displaced up to a year finds work, by sex, among what opens up to the
    # end of the search; at home, among what opens in the region.
    search = round(people.parameters.value("search_years"))
    opens = np.cumsum(ledger.openings.sum(axis=3), axis=0)[
        np.minimum(np.arange(len(YEARS)) + search, len(YEARS) - 1)
    ]
    at_home = ledger.by("same-place-and-skill", ("region", "sex")) + ledger.by(
        "same-place-other-skill", ("region", "sex")
    )
    assert (np.cumsum(at_home, axis=0) <= opens + TOLERANCE * scale).all()
    anywhere = np.cumsum(ledger.by("re-employed", ("sex",)), axis=0)
    assert (anywhere <= opens.sum(axis=1) + TOLERANCE * scale).all()
    for earlier, later in zip(ledger.waiting, ledger.waiting[1:], strict=False):
        assert (later <= earlier + TOLERANCE * scale).all()
    assert close(ledger.waiting[-1], s["left-out"].sum(axis=4), scale)
    # Every breakdown adds to the same line.
    for name, line in ledger.rows():
        for by in combinations(ledger.dimensions, 2):
            assert close(total(ledger.by(name, by)), line, scale)


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=EXAMPLES // 2)
@given(data=st.data())
def test_more_retraining_never_leaves_more_people_out_and_support_costs_in_proportion(pack, data):
    people = run(pack, data.draw(pathways(pack))).people
    none, half, full = (people.ledger_under(Policy(c, c)) for c in (0.0, 0.5, 1.0))
    out = [one.stages["left-out"].sum() for one in (none, half, full)]
    # People are placed in turn, not by an optimum: one who steps up may take the post a later one would have had.
    slack = 1e-4 * (1.0 + none.displaced.sum())
    assert out[0] + slack >= out[1]
    assert out[1] + slack >= out[2]
    assert not none.fund().total.any()
    assert np.allclose(half.fund().bridge * 2, full.fund().bridge, rtol=1e-9)
    assert np.allclose(full.fund().total, full.fund_needed.total, rtol=1e-12)
    supported = full.fund()
    assert close(
        supported.support_by_sector.sum(axis=1),
        supported.income_support + supported.bridge,
        1.0 + supported.total,
    )
    low, high = full.earnings_lost_range
    assert (low <= full.earnings_lost() + 1e-9).all()
    assert (full.earnings_lost() <= high + 1e-9).all()


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=EXAMPLES // 2)
@given(data=st.data())
def test_wage_bills_add_up_and_the_base_year_pays_what_the_table_pays(pack, data):
    result = run(pack, data.draw(pathways(pack)))
    wages, base = result.people.wages, result.base
    paid = base.agents.wage_rate * base.economy.employment.sum(axis=1)
    known = paid > 0
    found = (wages.base.wage * wages.base.employees * base.economy.employment).sum(axis=1) * 1e-6
    assert np.allclose(found[known], paid[known], rtol=1e-9)
    if not wages.missing:
        mean = (wages.base.wage * wages.base.employees * base.economy.employment).sum(axis=0) / (
            wages.base.employees * base.economy.employment
        ).sum(axis=0)
        assert np.isclose(mean[0] / mean[1], result.people.parameters.share("earnings_ratio"), rtol=1e-6)
    before = wages.bill_by_sector - wages.bill_change_by_sector
    own = (wages.jobs_baseline * wages.base.employees * wages.by_sector) * 1e-6
    assert close(before, own, wages.bill)
    assert (wages.by_sector >= 0).all()
    if wages.missing:
        with pytest.raises(InputError, match="wage gap is not shown"):
            _ = wages.gap
    else:
        assert (wages.gap < 1).all()


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=EXAMPLES // 2)
@given(data=st.data())
def test_green_jobs_are_some_of_all_jobs_and_definitions_nest(pack, data):
    result = run(pack, data.draw(pathways(pack)))
    people, scale = result.people, result.base.employment_total
    output, process, either = (people.green_jobs(d) for d in ("output", "process", "output-or-process"))
    assert close(output.level + process.level, either.level, scale)
    assert close(output.change + process.change, either.change, scale)
    for one in (output, process, either):
        assert one.level.min() >= -1e-6
        assert (one.level <= result.jobs_demanded * (1 + 1e-9)).all()
        assert close(one.level_by_sector.sum(axis=1), one.level, scale)
        assert close(one.change_by_sector.sum(axis=1), one.change, scale)
    if "formality" not in people.missing:
        decent = people.green_jobs("decent")
        assert decent.level.min() >= -1e-6
        assert (decent.baseline <= either.baseline + 1e-6).all()


@pytest.mark.parametrize("pack", PACKS)
def test_without_the_fund_nothing_is_bought_and_with_it_somebody_pays(pack):
    levers = {"renewable-share-2050": 90.0, "budget-share": 50.0}
    plain = run(pack, Pathway("plain", levers))
    assert not {"retraining", "income-support"} & {e.name for e in plain.effects}
    for source, fund_paid in (("budget-share", "public-budget"), ("grants-share", "international-grants")):
        paid = {"renewable-share-2050": 90.0, source: 100.0}
        without = run(pack, Pathway("without", paid))
        with_fund = run(pack, Pathway("with", {**paid, **dict.fromkeys(FUND_LEVERS, 100.0)}))
        fund = without.people.ledger_under(Policy(1.0, 1.0)).fund().total
        spent = sum(e.spending for e in with_fund.effects if e.name in ("retraining", "income-support"))
        assert np.allclose(spent, fund, rtol=1e-9)
        more = with_fund.money_sources[fund_paid] - without.money_sources[fund_paid]
        # Paid in the year in which it is spent; what is borrowed of it is served on top.
        assert np.all(more >= fund - 1e-6 * (1.0 + fund.max()))


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=EXAMPLES // 2)
@given(data=st.data())
def test_formalisation_moves_new_jobs_only_and_no_totals(pack, data):
    pathway = data.draw(pathways(pack))
    levers = {k: v for k, v in pathway.levers.items() if k != "formalisation"}
    today, formal = (run(pack, Pathway("x", {**levers, "formalisation": v})) for v in (0.0, 100.0))
    assert np.array_equal(today.net, formal.net)
    if "formality" in today.people.missing:
        return
    assert close(formal.people.created(by=("formality",))[:, 1], 0.0, today.base.employment_total)
    assert np.array_equal(formal.people.lost(by=("formality",)), today.people.lost(by=("formality",)))
    assert (
        formal.people.level(by=("formality",))[:, 0] >= today.people.level(by=("formality",))[:, 0] - 1e-6
    ).all()
