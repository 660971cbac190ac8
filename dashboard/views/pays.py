"""The view "Who pays?": money by agent, cost per job, what is bought abroad, the public budget, and what paying does to jobs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dashboard.summary import Array
from dashboard.text import Text
from dashboard.text.money import dollars
from dashboard.text.numbers import sensible_unit, to_unit
from dashboard.views.amounts import NOTHING, add_up, figures, signed_money, unit_of
from dashboard.views.blocks import Block, line, money, row, table
from dashboard.views.pays_effects import incomes_block, paying_block
from dashboard.views.pays_summary import PaysSummary, summarise_pays
from dashboard.views.question import Question, answer_of

FEW_JOBS = 10
"""job-years or jobs; a cost is not shared out among fewer"""
NOT_BORNE = ("private-capital", "project-capital", "international-loans", "running-costs-saved")
"""sources that are paid back by others, or are no payment at all"""
SHOWN_YEARS = (2025, 2030, 2035, 2040, 2045, 2050)
"""columns of the table of money"""


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view."""
    t, year = question.t, question.year
    pays = pays_of(question)
    blocks = [
        money_block(t, pays, year),
        paying_block(question, pays),
        cost_block(t, pays, year),
        balance_block(t, pays, year),
        abroad_block(t, pays, year),
        incomes_block(question),
    ]
    return answer_of(
        blocks,
        t(
            "Modelled: every source of money is somebody who then spends less, or somebody abroad. All amounts are changes "
            "against the baseline."
        ),
    )


def pays_of(question: Question) -> PaysSummary:
    """Return the summary of the question's scenario, from memory if it was made before."""
    runs, scenario = question.runs, question.scenario
    return runs.analysis("pays", scenario, lambda: summarise_pays(runs.result(scenario)))


def source_names(t: Text) -> dict[str, str]:
    """Return who pays, by the model's ids."""
    return {
        "international-grants": t("Grants from abroad"),
        "international-loans": t("Loans from abroad"),
        "public-budget": t("Public budget"),
        "private-capital": t("Investors, who are paid back"),
        "project-capital": t("Owners of export projects"),
        "electricity-bills": t("Electricity bills"),
        "buyers": t("Buyers of what is made"),
        "running-costs-saved": t("Fuel and upkeep that power saves"),
        "users-of-energy": t("Users of energy, for saving it"),
        "carbon-price": t("Those who pay the carbon price"),
        "employers": t("Employers"),
        "homes-for-energy-saved": t("Homes, for the energy they save"),
        "firms-for-energy-saved": t("Firms, for the energy they save"),
        "farms": t("Farmers"),
        "firms": t("Small firms"),
        "hydrogen-buyers": t("Buyers of hydrogen abroad"),
    }


def use_names(t: Text) -> dict[str, str]:
    """Return what money is spent on, by the model's ids."""
    return {
        "power-plants": t("Power plants"),
        "storage": t("Storage"),
        "grid": t("Grid"),
        "building-retrofit": t("Retrofit of buildings"),
        "industrial-efficiency": t("Industrial efficiency"),
        "clean-transport": t("Electric vehicles and chargers"),
        "sustainable-farming": t("Work on land and trees"),
        "enterprise-greening": t("Greening small firms"),
        "energy-saving": t("Saving energy, because it is dearer"),
        "export-projects": t("Export projects"),
        "hydrogen-upkeep": t("Upkeep of hydrogen plants"),
        "hydrogen-wages-and-profits": t("Wages and profits in hydrogen"),
        "heat-adaptation": t("Heat adaptation"),
        "retraining": t("Retraining"),
        "income-support": t("Income support"),
        "programmes": t("Programmes"),
        "transfers": t("Carbon revenue to households"),
        "lower-labour-tax": t("Lower tax on labour"),
        "green-investment": t("Green investment"),
        "transition-fund": t("Fund for regions that lose"),
        "less-deficit": t("Less public debt"),
        "loan-service": t("Interest and repayment of loans"),
        "debt-service": t("Interest and repayment of public debt"),
        "investor-returns": t("Paying investors back"),
    }


def _words(t: Text, names: Mapping[str, str], name: str) -> str:
    return names.get(name) or t.label(name.replace("-", " ").capitalize())


def _moved(amounts: Mapping[str, Array]) -> dict[str, Array]:
    """The lines that are not nothing in every year."""
    return {name: values for name, values in amounts.items() if np.abs(values).max(initial=0.0) >= NOTHING}


def money_block(t: Text, pays: PaysSummary, year: int) -> Block:
    """Return sources and uses of the year; both add up to the same printed total, and the table shows more years."""
    at = pays.at(year)
    sources, uses = _moved(pays.sources), _moved(pays.uses)
    largest = max((float(np.abs(values[at])) for values in (*sources.values(), *uses.values())), default=0.0)
    paid = add_up([float(values[at]) for values in sources.values()], largest)
    spent = add_up([float(values[at]) for values in uses.values()], largest)
    rows = [
        *_side(t, t("Who pays"), source_names(t), list(sources), paid),
        *_side(t, t("What for"), use_names(t), list(uses), spent),
    ]
    in_year = t.numbers.year(year)
    bearing = [i for i, name in enumerate(sources) if name not in NOT_BORNE]
    most = max(bearing, key=lambda i: paid[i], default=None)
    if not rows:
        title = t("Nothing is spent beyond the baseline, so nobody has to pay")
    elif most is None or paid[most] <= 0:
        title = t("In {year}, nobody bears more than in the baseline", year=in_year)
    else:
        title = t("In {year}, most falls on: {payer}, {amount}", payer=_words(t, source_names(t), list(sources)[most]),
                  amount=money(t, paid[most]), year=in_year)  # fmt: skip
    return {
        "id": "money",
        "kind": "bars",
        "title": title,
        "subtitle": t("Money beyond the baseline, {year} · million US$ of 2023 · both sides add up to the same", year=in_year),
        "head": t("Money"),
        "columns": [t("Million US$")],
        "parts": [[t("Million US$"), "sum"]],
        "rows": rows,
        "table": _money_table(t, pays, sources, uses),
    }  # fmt: skip


def _side(
    t: Text, heading: str, names: Mapping[str, str], ids: Sequence[str], amounts: Sequence[float]
) -> list[dict[str, Any]]:
    """One side of the account: its total, then its lines, the largest first."""
    if not ids:
        return []
    words = figures(t, [sum(amounts), *amounts])
    order = sorted(range(len(ids)), key=lambda i: -amounts[i])
    parts = [row(ids[i], _words(t, names, ids[i]), [amounts[i]], [words[i + 1]]) for i in order]
    return [row("all-" + heading, heading, [sum(amounts)], [words[0]]) | {"strong": True}, *parts]


def _money_table(
    t: Text, pays: PaysSummary, sources: Mapping[str, Array], uses: Mapping[str, Array]
) -> dict[str, Any]:
    at = [pays.at(year) for year in SHOWN_YEARS]
    rows = []
    for heading, names, amounts in (
        (t("Who pays"), source_names(t), sources),
        (t("What for"), use_names(t), uses),
    ):
        columns = [add_up([float(values[i]) for values in amounts.values()]) for i in at]
        words = [figures(t, [sum(column), *column]) for column in columns]
        rows.append([t("{side}, in all", side=heading), *[column[0] for column in words]])
        rows += [
            [_words(t, names, name), *[column[k + 1] for column in words]] for k, name in enumerate(amounts)
        ]
    caption = t("Money beyond the baseline, million US$ of 2023 a year")
    return table(caption, [t("Money"), *[t.numbers.year(year) for year in SHOWN_YEARS]], rows)


def cost_block(t: Text, pays: PaysSummary, year: int) -> Block:
    """Return what it costs, summed to the year, in all and for each job that comes of it."""
    at = pays.at(year)
    public, whole = float(pays.public_cost[: at + 1].sum()), float(pays.invested[: at + 1].sum())
    revenue = float(pays.revenue[: at + 1].sum())
    job_years, lasting = float(pays.net[: at + 1].sum()), float(pays.lasting[at])
    first, last = t.numbers.year(pays.years[0]), t.numbers.year(year)

    def jobs(value: float) -> str:
        return t.numbers.signed(to_unit(value, sensible_unit(value)))

    def each(amount: float, number: float) -> str:
        if number < FEW_JOBS:
            return t("no jobs to share it among")
        cost = 1e6 * amount / number
        return dollars(t, t.numbers.whole(to_unit(cost, sensible_unit(cost))))

    spent = max(abs(whole), abs(public)) >= NOTHING
    if not spent:
        title = t("Nothing is spent, so there is no cost per job")
    elif job_years < FEW_JOBS:
        title = t("There is no cost per job: to {year}, fewer people work than in the baseline", year=last)
    elif public < NOTHING:
        title = t("The public budget pays nothing; all that is spent comes to {amount} for each year of work",
                  amount=each(whole, job_years))  # fmt: skip
    else:
        title = t("The public budget pays {amount} for each net year of work", amount=each(public, job_years))
    rows = (
        []
        if not spent
        else [
            [t("Built, bought and supported"), money(t, whole)],
            [t("of which the public budget has paid, with loans and debt served"), money(t, public)],
            [t("Change of public revenue"), signed_money(t, revenue)],
            [t("Net years of work"), jobs(job_years)],
            [t("Public cost of one"), each(public, job_years)],
            [t("All spending for one"), each(whole, job_years)],
            [t("Jobs in {year} that do not end with building", year=last), jobs(lasting)],
            [t("All spending for one of them"), each(whole, lasting)],
        ]
    )
    return {
        "id": "cost",
        "kind": "list",
        "title": title,
        "subtitle": t("Sums from {first} to {year} · US$ of 2023, not discounted", first=first, year=last),
        "rows": rows,
        "table": table(
            t("Cost and jobs, {first} to {year}", first=first, year=last), [t("What"), t("Amount")], rows
        ),
        "note": t(
            "A cost per job does not say who gets the job, what it pays, or what cleaner air is worth. Net: jobs lost to bills are "
            "taken off. Compare pathways over the same years, not countries."
        )
        if spent
        else "",
    }


def balance_block(t: Text, pays: PaysSummary, year: int) -> Block:
    """Return the public budget over the years: revenue, what is given up elsewhere, what is paid, what is left."""
    at = pays.at(year)
    parts = [
        (t("Revenue"), "created", pays.revenue, {}),
        (t("Other spending given up"), "stage-2", -pays.other_spending, {}),
        (t("Paid at once"), "lost", -pays.budget_part, {}),
        (t("Loans and debt served"), "stage-4", -pays.debt_part, {"dash": True}),
    ]
    unit = unit_of(t, pays.balance, *[values for _, _, values, _ in parts])
    balance, in_year = float(pays.balance[at]), t.numbers.year(year)
    if max(float(np.abs(values).max(initial=0.0)) for _, _, values, _ in parts) < NOTHING:
        title = t("The public budget is the same as in the baseline")
    elif abs(balance) < NOTHING:
        title = t("In {year}, the public budget is neither better nor worse off", year=in_year)
    elif balance > 0:
        title = t(
            "In {year}, the public budget is better off by {amount}", year=in_year, amount=money(t, balance)
        )
    else:
        title = t("In {year}, the public budget is worse off by {amount}: more debt", year=in_year,
                  amount=money(t, -balance))  # fmt: skip
    series = [
        line(name, color, values / unit.size, unit.digits, **look)
        for name, color, values, look in parts
        if np.abs(values).max(initial=0.0) >= NOTHING
    ]
    series.append(line(t("Balance"), "ink", pays.balance / unit.size, unit.digits, strong=True))
    return {
        "id": "balance",
        "kind": "lines",
        "title": title,
        "subtitle": t("What betters the budget (+) and what burdens it (−) · {unit} a year", unit=unit.name),
        "years": list(pays.years),
        "series": series,
        "digits": unit.digits,
        "signed": True,
        "note": t(
            "What is given up elsewhere pays for what the pathway takes; fuel royalties that are lost are missed in spending. More "
            "revenue betters the balance: the budget does not spend it."
        ),
    }  # fmt: skip


def import_names(t: Text) -> dict[str, str]:
    """Return what is bought abroad, by the summary's ids."""
    return {
        "equipment": t("Equipment for what is built"),
        "inputs": t("Materials and services that firms buy"),
        "energy": t("Fuel and power that firms buy"),
        "households": t("What households buy"),
        "public": t("What the state buys"),
        "other-investment": t("Other investment"),
        "measures": t("Goods that measures buy or save"),
    }


def abroad_block(t: Text, pays: PaysSummary, year: int) -> Block:
    """Return the change of imports in the year by what is bought, and how much of building goes abroad."""
    at = pays.at(year)
    parts = _moved(pays.abroad)
    amounts = add_up([float(values[at]) for values in parts.values()], float(pays.imports[at]))
    names, in_year, total = import_names(t), t.numbers.year(year), sum(amounts)
    if not parts or not any(amounts):
        title = t("As much is bought abroad as in the baseline")
    else:
        leading = int(np.argmax(amounts)) if total >= 0 else int(np.argmin(amounts))
        which = names[list(parts)[leading]]
        title = (
            t("Imports are {amount} higher in {year}, most for: {what}", amount=money(t, total), year=in_year, what=which)
            if total > 0
            else t("Imports are {amount} lower in {year}, most saved on: {what}", amount=money(t, -total), year=in_year,
                   what=which)
            if total < 0
            else t("Imports are as high as in the baseline, but of other things")
        )  # fmt: skip
    words = figures(t, [total, *amounts], signed=True)
    order = sorted(range(len(amounts)), key=lambda i: -amounts[i])
    rows = [row(list(parts)[i], names[list(parts)[i]], [amounts[i]], [words[i + 1]]) for i in order]
    if rows:
        rows.append(row("all", t("All imports"), [total], [words[0]]) | {"strong": True})
    built, abroad = float(pays.built[: at + 1].sum()), float(pays.built_abroad[: at + 1].sum())
    block: Block = {
        "id": "abroad",
        "kind": "bars",
        "title": title,
        "subtitle": t("Change of imports against the baseline, {year} · million US$ of 2023", year=in_year),
        "head": t("Bought abroad"),
        "columns": [t("Million US$")],
        "parts": [[t("Million US$"), "sum"]],
        "rows": rows,
    }
    if built >= NOTHING and abroad > 0:
        block["note"] = t(
            "Of every US$ 100 of building to {year}, US$ {share} buys abroad at once.", year=in_year,
            share=t.numbers.whole(100 * abroad / built),
        )  # fmt: skip
    return block
