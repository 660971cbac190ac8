"""A baseline at one of its years: what lets the draws of a year, or one year alone, be computed by the same functions that
compute 28 years.

Every step after the power plan and the money treats years as rows that do not know of each other. A row may therefore
as well be a draw of one year. What all draws share stays one row, which numpy repeats without a copy and a product of
matrices takes in one go (`iomath.rows_through`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from model.baseline import Prepared
from model.economy import Array
from model.measures.effect import DirectWork, Effect
from model.regions_of_change import Located
from model.solve import Response, Shock

Part = TypeVar("Part", Shock, Located, Response)


def base_at(base: Prepared, year: int) -> Prepared:
    """The parts of a baseline that the solution and the regions read, at position `year`: one row, which serves many."""

    def at(array: Array) -> Array:
        return array[year : year + 1]

    table, agents, regional, feedback = base.table, base.agents, base.regional, base.feedback
    return replace(
        base,
        table=replace(table, L=at(table.L), x=at(table.x), gdp=at(table.gdp), gdp_row=at(table.gdp_row)),
        agents=replace(
            agents, household_row=at(agents.household_row), government_row=at(agents.government_row)
        ),
        regional=replace(
            regional,
            spending_output=at(regional.spending_output),
            first_to_final=at(regional.first_to_final),
        ),
        public_row=at(base.public_row),
        feedback=replace(
            feedback,
            columns=at(feedback.columns),
            grid=at(feedback.grid),
            household=at(feedback.household),
            public=at(feedback.public),
        ),
        resource_spent=at(base.resource_spent),
        productivity=at(base.productivity),
        labour=at(base.labour),
        employment=at(base.employment),
        employment_total=at(base.employment_total),
        employment_women=at(base.employment_women),
        cells=at(base.cells),
        reserve=at(base.reserve),
    )


def response_at(response: Response, year: int) -> Response:
    """One year of a response, as a response of one row."""
    return Response(**{name: array[year : year + 1] for name, array in vars(response).items()})


def shock_at(shock: Shock, year: int) -> Shock:
    """One year of a shock."""
    return Shock(**{name: array[year : year + 1] for name, array in vars(shock).items()})


def located_at(placed: Located, year: int) -> Located:
    """One year of the work that stands where it is decided to stand."""
    return Located(**{name: array[year : year + 1] for name, array in vars(placed).items()})


def effect_at(effect: Effect, year: int) -> Effect:
    """What regions read of an effect, in one year."""

    def at(array: Array | None) -> Array | None:
        return None if array is None else array[year : year + 1]

    return Effect(
        name=effect.name,
        final=at(effect.final),
        household_spending=at(effect.household_spending),
        household_regions=effect.household_regions,
        work=None if effect.work is None else work_at(effect.work, year),
        in_losing_regions=at(effect.in_losing_regions),
    )


def work_at(work: DirectWork, year: int) -> DirectWork:
    """One year of a programme's direct jobs."""

    def at(array: Array) -> Array:
        return array[year : year + 1]

    return replace(
        work,
        demand=at(work.demand),
        site_jobs=at(work.site_jobs),
        replaced=at(work.replaced),
        running=at(work.running),
    )


def stacked(parts: Sequence[Part]) -> Part:
    """Several of one kind as rows of one."""
    names = vars(parts[0])
    return type(parts[0])(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in names})
