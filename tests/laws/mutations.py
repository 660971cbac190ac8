"""Faults put into the model on purpose: each must make a law fail. `python -m tests.laws.mutations` prints which law catches it.

A mutation replaces one function while a law is run. If a law no longer fails under its mutation, the law has gone blind.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

import model.baseline
import model.explain
import model.finance
import model.measures
import model.result
import model.run
from model.pathway import Pathway
from model.result import Result
from tests.laws import test_law_5_8_9 as laws_5_8_9
from tests.laws import test_laws as laws
from tests.laws.worlds import run

PACK = "tiny"
MOVED = Pathway(
    "moved",
    {"renewable-share-2050": 90.0, "building-retrofit": 15.0, "budget-share": 40.0, "loans-share": 30.0},
)


# --- laws, as they stand in the tests, on one pathway ---------------------------------------------------------------


def splits_add_up() -> None:
    """Law 2."""
    result = run(PACK, MOVED)
    for by in (
        ("sector",),
        ("sex",),
        ("region",),
        ("channel",),
        ("channel", "sector"),
        ("sex", "region", "sector"),
    ):
        split = result.employment_change(by=by).reshape(len(result.years), -1).sum(axis=1)
        assert laws.close(split, result.net, result.base.employment_total), by
    # Region by region as well: channels of regions come from another place than those of the nation.
    by_region = result.employment_change(by=("region", "channel")).sum(axis=2)
    assert laws.close(by_region, result.employment_change(by=("region",)), result.base.employment_total)


def sources_equal_uses() -> None:
    """Law 3."""
    result = run(PACK, MOVED)
    uses, sources = sum(result.money_uses.values()), sum(result.money_sources.values())
    assert laws.close(uses, sources, np.abs(uses).max() + 1.0)


def agents_pay_as_stated() -> None:
    """Law 3, the other half: a unit from each source lowers the named agent's demand."""
    laws.test_law_3_one_more_unit_from_a_source_lowers_the_named_agents_demand_by_the_stated_share(
        PACK, "default"
    )


def commodities_balance() -> None:
    """Law 4."""
    result = run(PACK, MOVED)
    A, final = laws.balance_of(result)
    used = np.einsum("yij,yj->yi", A, result.output) + final
    assert laws.close(result.output, used, result.output)


def base_year_is_the_control() -> None:
    """Law 6."""
    laws.test_law_6_base_year_employment_is_the_declared_control_by_sector_and_sex(PACK)


def no_money_counts_twice() -> None:
    """Law 6, the other half."""
    laws.test_law_6_no_money_is_counted_by_an_employment_factor_and_by_the_chain(PACK)


def explanation_adds_up() -> None:
    """Law 8."""
    laws_5_8_9.test_law_8_an_explanation_adds_up_to_the_last_job(PACK, "net")
    laws_5_8_9.test_law_8_channels_of_all_levers_add_up_to_the_runs_channels(PACK)


def textbook_is_met() -> None:
    """Law 5."""
    laws_5_8_9.test_law_5_published_arithmetic_is_met("A")


def centre_is_the_run() -> None:
    """Law 9."""
    laws_5_8_9.test_law_9_the_centre_of_the_band_is_the_run(PACK, "default")


# --- mutations ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mutation:
    """One fault, and the law that must see it."""

    name: str
    law: Callable[[], None]
    at: Any
    attribute: str
    fault: Callable[[Any], Any]
    """from what stands there to what is put there"""


def _drop_spending(channels: property) -> Any:
    def without(self: Result) -> tuple[Any, ...]:
        direct, chain, spending = channels.__get__(self, Result)
        return direct, chain, np.zeros_like(spending)

    return property(without)


def _drop_household_work(locate: Callable[..., Any]) -> Any:
    def without(*arguments: Any, **named: Any) -> Any:
        cells = locate(*arguments, **named)
        return replace(cells, total=cells.total - cells.spending)

    return without


def _swap_axes(inverse: Callable[..., Any]) -> Any:
    return lambda A: inverse(A).swapaxes(-1, -2)


def _plugged_ledger(ledger: Callable[..., Any]) -> Any:
    """The budget pays, and nobody's demand falls: the money comes from a residual."""

    def nobody(*arguments: Any, **named: Any) -> Any:
        found = ledger(*arguments, **named)
        return replace(found, displaced_spending=np.zeros_like(found.displaced_spending))

    return nobody


def _unpaid(programme_effect: Callable[..., Any]) -> Any:
    """A programme buys what it buys, and its financing is dropped."""

    def free(*arguments: Any) -> Any:
        return replace(programme_effect(*arguments), spending=None, paid_by=None)

    return free


def _lose_loans(sources: Any) -> Any:
    def lost(self: Result) -> dict[str, Any]:
        return {k: v for k, v in sources.__get__(self, Result).items() if k != "international-loans"}

    return property(lost)


def _forget_replaced(place: Callable[..., Any]) -> Any:
    def forgotten(*arguments: Any, **named: Any) -> Any:
        found = place(*arguments, **named)
        return replace(found, replaced=np.zeros_like(found.replaced))

    return forgotten


def _no_structure(respond: Callable[..., Any]) -> Any:
    def frozen(base: Any, shock: Any) -> Any:
        return respond(base, replace(shock, mix=np.zeros_like(shock.mix)))

    return frozen


def _uneven_weights(weights: Callable[..., Any]) -> Any:
    def uneven(sizes: tuple[int, ...]) -> Any:
        coalitions, matrix = weights(sizes)
        matrix = matrix.copy()
        matrix[0] *= 1.1
        return coalitions, matrix

    return uneven


def _shifted_jobs(labour_at: Callable[..., Any]) -> Any:
    return lambda *arguments: 1.001 * labour_at(*arguments)


def _mutations() -> list[Mutation]:
    import model.cases.quantities
    import model.ensemble.run

    return [
        Mutation(
            "a dropped channel: no job from spending", splits_add_up, Result, "_channels", _drop_spending
        ),
        Mutation(
            "a dropped channel: spending reaches no region",
            explanation_adds_up,
            model.run,
            "locate",
            _drop_household_work,
        ),
        Mutation(
            "a swapped axis: the inverse transposed",
            commodities_balance,
            model.baseline,
            "leontief_inverse",
            _swap_axes,
        ),
        Mutation(
            "a swapped axis in the textbook",
            textbook_is_met,
            model.cases.quantities,
            "leontief_inverse",
            _swap_axes,
        ),
        Mutation("a doubled factor: site jobs", no_money_counts_twice, model.run, "place", _doubled_place),
        Mutation(
            "money counted twice: construction keeps its jobs",
            no_money_counts_twice,
            model.run,
            "place",
            _forget_replaced,
        ),
        Mutation(
            "a doubled factor: jobs per unit in the base year",
            base_year_is_the_control,
            model.baseline,
            "_employment",
            _more_jobs,
        ),
        Mutation(
            "a plugged residual: nobody pays for the budget's part",
            agents_pay_as_stated,
            model.finance,
            "ledger",
            _plugged_ledger,
        ),
        Mutation(
            "a programme that nobody pays for",
            agents_pay_as_stated,
            model.measures,
            "programme_effect",
            _unpaid,
        ),
        Mutation("a source of money lost", sources_equal_uses, Result, "money_sources", _lose_loans),
        Mutation("coefficients that do not change", commodities_balance, model.run, "respond", _no_structure),
        Mutation(
            "a lever's weight raised", explanation_adds_up, model.explain, "owen_weights", _uneven_weights
        ),
        Mutation("draws off the centre", centre_is_the_run, model.ensemble.run, "labour_at", _shifted_jobs),
    ]


def _doubled_place(place: Callable[..., Any]) -> Any:
    """Sites employ the factor's jobs twice, plus the construction sector's own."""

    def doubled(*arguments: Any, **named: Any) -> Any:
        found = place(*arguments, **named)
        return replace(found, site_jobs=2.0 * found.site_jobs, replaced=0.5 * found.replaced)

    return doubled


def _more_jobs(employment: Callable[..., Any]) -> Any:
    def more(*arguments: Any, **named: Any) -> Any:
        labour, jobs, productivity = employment(*arguments, **named)
        return labour * 1.01, jobs * 1.01, productivity

    return more


@contextlib.contextmanager
def applied(mutation: Mutation) -> Iterator[None]:
    """The fault, while the context lasts; prepared baselines are forgotten before and after."""
    whole = (
        vars(mutation.at)[mutation.attribute]
        if isinstance(mutation.at, type)
        else getattr(mutation.at, mutation.attribute)
    )
    model.baseline._prepare.cache_clear()
    setattr(mutation.at, mutation.attribute, mutation.fault(whole))
    try:
        yield
    finally:
        setattr(mutation.at, mutation.attribute, whole)
        model.baseline._prepare.cache_clear()


def caught(mutation: Mutation) -> str:
    """What the law says under the mutation; empty if it says nothing."""
    with applied(mutation):
        try:
            mutation.law()
        except AssertionError as error:
            return (str(error).splitlines() or ["the law's assertion failed"])[
                0
            ] or "the law's assertion failed"
    return ""


MUTATIONS = _mutations()


def main() -> int:
    """Print each mutation, the law and what it says; fail if one is not seen."""
    blind = 0
    for mutation in MUTATIONS:
        mutation.law()  # without the fault the law holds
        says = caught(mutation)
        blind += not says
        law = (mutation.law.__doc__ or "").partition(".")[0]
        print(
            f"{'seen ' if says else 'BLIND'}  {mutation.name}: {law} ({mutation.law.__name__}). {says[:90]}"
        )
    return 1 if blind else 0


if __name__ == "__main__":
    sys.exit(main())
