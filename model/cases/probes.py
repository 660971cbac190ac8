"""The tables of docs/cases.md: `python -m model.cases.probes [NAME ...]`, with NAME one of `PROBES` (all if none is named).

`--into docs/cases.md` puts them in place of the tables of the same title there.

Each probe is a function that runs the model and gives a `Table`. Nothing here is tuned: the pathways are those of the cases,
the rest is one thing changed at a time.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from model.baseline import prepare
from model.cases.case import Case, load_cases
from model.cases.project_jobs import SCOPES, project_jobs
from model.cases.verdict import lines_of, run_of
from model.economy import FIRST_YEAR, GOVERNMENT, YEARS
from model.errors import InputError
from model.explain import explain
from model.heat import has_climate, heat_of
from model.levers import load_levers
from model.load import available, load_economy
from model.parameters import factor_sets
from model.pathway import Pathway, Programme
from model.result import Result
from model.run import simulate
from model.world import default_world, edited

GRANT = 1000.0
"""million US$, the size of a zero-sum probe"""
PUBLIC = "all that the budget buys"
GRANT_SECTORS = (PUBLIC, "education", "agriculture", "construction")
"""where Guyana's grants are tried"""


@dataclass(frozen=True)
class Table:
    """A titled table of texts."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: bool = False
    """texts rather than numbers: not aligned to the right"""

    def markdown(self) -> str:
        """The table as docs/cases.md shows it."""
        lines = [
            self.columns,
            ("---", *(["---" if self.words else "---:"] * (len(self.columns) - 1))),
            *self.rows,
        ]
        return f"**{self.title}**\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _case_pathway(name: str) -> tuple[str, Pathway]:
    case = next(c for c in load_cases() if c.id == name)
    pathway = run_of(case, case.country).pathway
    assert pathway is not None, f"case {name} runs a pathway that its country has"
    return case.country, replace(pathway, name=f"case {name}")


def _run(iso3: str, pathway: Pathway, **world: float | str) -> Result:
    economy = load_economy(iso3)
    return simulate(economy, edited(default_world(economy), world), pathway)


def _at(values: Iterable[float] | np.ndarray, year: int) -> float:
    return float(np.asarray(values)[year - FIRST_YEAR])


def _whole(value: float) -> str:
    return f"{round(value):+,}" if round(value) else "0"


def _count(value: float) -> str:
    return f"{round(value):,}"


# --- Guyana ---------------------------------------------------------------------------------------------------------


def guyana_channels() -> list[Table]:
    """Who loses and gains by channel and lever, and how it comes about over the years."""
    iso3, pathway = _case_pathway("6")
    result = _run(iso3, pathway)
    found = explain(result.economy, result.base.world, pathway, "net", 2035)
    rows = []
    for name, levers in (("oil", ("oil-gas-exports-2050",)), ("hydrogen", tuple(pathway.levers)[1:])):
        parts = [
            sum(float(r.channels[c][0]) for r in found.rows if r.lever in levers)
            for c in ("direct", "supply-chain", "spending")
        ]
        rows.append((name, *map(_whole, parts), _whole(sum(parts))))
    by_lever = Table(
        "Guyana 2035: net jobs by lever and channel (Owen values)",
        ("", "direct", "supply chain", "spending", "all"),
        tuple(rows),
    )
    labour = result.base.labour
    change = result.employment_change(by=("channel",))
    years = []
    for year in (2026, 2028, 2030, 2035, 2050):
        public = float((result.response.public * labour)[year - FIRST_YEAR].sum())
        homes = float((result.response.household * labour)[year - FIRST_YEAR].sum())
        direct, chain, _ = change[year - FIRST_YEAR]
        gdp = 100.0 * _at(result.gdp_change, year) / _at(result.gdp_baseline, year)
        years.append(
            (
                str(year),
                f"{gdp:+.1f}",
                _whole(_at(result.net, year)),
                _whole(float(direct)),
                _whole(float(chain)),
                _whole(public),
                _whole(homes),
            )
        )
    over_time = Table(
        "Guyana: what carries the loss",
        ("year", "GDP %", "net jobs", "direct", "supply chain", "public spending", "household spending"),
        tuple(years),
    )
    return [by_lever, over_time]


def guyana_sensitivity() -> list[Table]:
    """GDP, jobs outside oil and hydrogen, and their ratio, one assumption moved at a time."""
    iso3, pathway = _case_pathway("6")
    rows = []
    half = {"oil-gas-exports-2050": 50.0}
    tried: list[tuple[str, dict[str, float], dict[str, float | str]]] = [
        ("central", {}, {}),
        ("oil exports only halve by 2050", half, {}),
        ("half of profits reach households (18 % central)", {}, {"distributed_profit_share": 0.5}),
        ("no profits reach households", {}, {"distributed_profit_share": 0.0}),
        ("the budget replaces lost oil revenue", {}, {"resource_revenue_respent": 0.0}),
        ("all public revenue is respent", {}, {"public_revenue_respent": 1.0}),
        ("employment factors of Rutovitz 2015", {}, {"employment_factors": "rutovitz-2015"}),
    ]
    for name, levers, world in tried:
        result = _run(iso3, replace(pathway, levers={**pathway.levers, **levers}), **world)
        jobs = project_jobs(result)
        assert jobs is not None
        own = _at(jobs.total("direct").sum(axis=1), 2035)
        oil = result.economy.with_role("oil-gas")
        inside = float(result.employment_change(by=("sector",))[2035 - FIRST_YEAR, oil].sum()) + own
        outside = _at(result.net, 2035) - inside
        gdp = 100.0 * _at(result.gdp_change, 2035) / _at(result.gdp_baseline, 2035)
        most = float(jobs.total("direct").sum(axis=1)[: 2036 - FIRST_YEAR].max())
        rows.append((name, f"{gdp:+.1f}", _whole(outside), _count(outside / gdp), f"{most / -outside:.2f}"))
    rows.append(("published", "-34", "-90,000", _count(-90000 / -34), f"{27 / 90:.2f}"))
    return [
        Table(
            "Guyana 2035: what the loss rests on",
            (
                "",
                "GDP %",
                "jobs outside oil and hydrogen",
                "jobs per % of GDP",
                "hydrogen at its most / lost outside",
            ),
            tuple(rows),
        )
    ]


def whole_again(iso3: str, pathway: Pathway, sector: str, first: int, last: int) -> tuple[Programme, ...]:
    """Grants, year by year, for a programme in one sector that bring net jobs back to the baseline's in first..last.

    Net jobs are linear in what grants buy, so one run tells; the programmes are then run to see that they do.
    """
    before = _run(iso3, pathway)
    parts = {sector: 1.0}
    if sector == PUBLIC:
        bought = before.economy.f_money[:, GOVERNMENT]
        parts = {
            before.economy.sectors[i]: float(part) for i, part in enumerate(bought / bought.sum()) if part > 0
        }
    one = tuple(Programme(s, GRANT * part, first, last, "grants") for s, part in parts.items())
    gain = (_run(iso3, replace(pathway, programmes=one)).net - before.net) / GRANT
    return tuple(
        Programme(s, -part * _at(before.net, year) / _at(gain, year), year, year, "grants")
        for year in range(first, last + 1)
        if _at(before.net, year) < 0
        for s, part in parts.items()
    )


def guyana_grants() -> list[Table]:
    """International finance that would make employment whole, by where it is spent."""
    iso3, pathway = _case_pathway("6")
    rows = []
    for sector in GRANT_SECTORS:
        programmes = whole_again(iso3, pathway, sector, 2026, 2035)
        result = _run(iso3, replace(pathway, programmes=programmes))
        last = sum(p.amount for p in programmes if p.first == 2035)
        gdp = 100.0 * _at(result.gdp_change, 2035) / _at(result.gdp_baseline, 2035)
        rows.append(
            (
                sector,
                _count(last),
                f"{100.0 * last / _at(result.gdp_baseline, 2035):.0f}",
                _count(sum(p.amount for p in programmes)),
                _whole(_at(result.net, 2035)),
                f"{gdp:+.1f}",
            )
        )
    return [
        Table(
            "Guyana: grants that make employment whole, million US$ of 2023",
            ("spent on", "in 2035", "% of baseline GDP", "sum 2026-2035", "net jobs 2035 then", "GDP % then"),
            tuple(rows),
        )
    ]


# --- Argentina ------------------------------------------------------------------------------------------------------


def argentina() -> list[Table]:
    """Jobs of the project under every set of employment factors, and with one assumption moved at a time."""
    iso3, pathway = _case_pathway("7")
    default = _run(iso3, pathway)
    here = default.base.world.employment_factors
    slow = replace(pathway, levers={**pathway.levers, "hydrogen-exports-2035": 0.3})
    fast = replace(pathway, levers={**pathway.levers, "hydrogen-exports-2035": 2.5})
    chemistry = ("electrolyser", "ammonia")
    every = ("wind", "solar", *chemistry)
    runs: list[tuple[str, Result, dict[str, float], bool]] = [
        (
            f"factors {name}{' (default)' if name == here else ''}",
            _run(iso3, pathway, employment_factors=name),
            {},
            False,
        )
        for name in factor_sets()
    ]
    runs += [
        ("build rate: 0.3 Mt in 2035", _run(iso3, slow), {}, False),
        ("build rate: 2.5 Mt in 2035", _run(iso3, fast), {}, False),
        ("turbines half as local as in the table", default, {"wind": 0.5}, False),
        ("turbines from abroad", default, {"wind": 0.0}, False),
        ("electrolysers and ammonia plants from abroad", default, dict.fromkeys(chemistry, 0.0), False),
        ("all equipment from abroad", default, dict.fromkeys(every, 0.0), False),
        ("productivity stays as in 2023", default, {}, True),
        ("jobs per MW do not fall with cost", _run(iso3, pathway, employment_factor_learning=0.0), {}, False),
        (
            "0.3 Mt in 2035, electrolysers and ammonia plants from abroad",
            _run(iso3, slow),
            dict.fromkeys(chemistry, 0.0),
            False,
        ),
    ]
    rows = []
    for name, result, made_here, frozen in runs:
        jobs = project_jobs(result, made_here)
        assert jobs is not None
        still = result.base.productivity if frozen else np.ones(len(YEARS))
        cells = [
            _count(_at(jobs.total(scope).sum(axis=1) / still, year))
            for year in (2030, 2050)
            for scope in SCOPES
        ]
        direct = jobs.total("direct")[-1]
        wind = 100.0 * float(direct[jobs.items.index("wind")] / direct.sum())
        rows.append((name, *cells, f"{wind:.0f}"))
    rows.append(("published", "13,300", "13,300", "13,300", "81,500", "81,500", "81,500", "85"))
    header = tuple(f"{year} {scope}" for year in (2030, 2050) for scope in ("sites", "direct", "chain"))
    effect = next(e for e in default.effects if e.project)
    # What is built in a year stands in the next.
    mw = {name: _at(np.cumsum(built), 2049) for name, built in effect.project.items()}
    spent = project_jobs(default)
    assert spent is not None
    scale = Table(
        "Argentina 2050: the project beside the strategy",
        ("", "wind GW", "electrolysis GW", "building to 2050, thousand million"),
        (
            (
                "ours",
                f"{float(sum(mw[-1] for mw in effect.project_jobs.values())) / 1e3:.1f}",
                f"{mw['electrolyser'] / 1e3:.1f}",
                f"{spent.spending.sum() / 1e3:.0f} US$",
            ),
            ("published", "55 (all renewables)", "30", "84 EUR"),
        ),
    )
    return [
        Table("Argentina: gross jobs of the project", ("", *header, "wind % (2050 direct)"), tuple(rows)),
        scale,
    ]


# --- South Africa's coal exit ---------------------------------------------------------------------------------------

LEDGER_YEARS = slice(0, 2045 - FIRST_YEAR + 1)


def coal_path() -> list[Table]:
    """The case's own pathway over time: coal posts, net jobs by channel, and the money behind them."""
    iso3, pathway = _case_pathway("9")
    result = _run(iso3, pathway)
    economy = result.economy
    channels = result.employment_change(by=("channel",))
    sectors = result.employment_change(by=("sector",))
    coal = [*economy.with_role("coal"), economy.sectors.index("power-coal")]
    rows = []
    for year in (2030, 2035, 2040, 2045, 2050):
        at = year - FIRST_YEAR
        rows.append(
            (
                str(year),
                _whole(float(sectors[at, coal].sum())),
                _whole(_at(result.net, year)),
                *(_whole(float(part)) for part in channels[at]),
                _whole(_at(result.money_sources["private-capital"], year)),
                _whole(_at(result.money_sources["electricity-bills"], year)),
                f"{_at(result.emissions - result.emissions_baseline, year):+.0f}",
            )
        )
    return [
        Table(
            "South Africa, no coal power from 2040, against the baseline",
            (
                "year",
                "coal mining and power",
                "net jobs",
                "direct",
                "supply chain",
                "spending",
                "building paid by private capital, million US$",
                "bills, million US$",
                "Mt CO2e",
            ),
            tuple(rows),
        )
    ]


def coal_people() -> list[Table]:
    """Displaced, placed and left out by province and sex, sum to 2045, under the case's own pathway."""
    iso3, pathway = _case_pathway("9")
    result = _run(iso3, pathway)
    ledger = result.people.ledger
    stages = ("displaced", "retired", "re-employed", "left-out")
    sums = {s: ledger.by(s, ("region", "sex"))[LEDGER_YEARS].sum(axis=0) for s in stages}
    order = np.argsort(-sums["displaced"].sum(axis=1))
    rows = [
        (
            f"{result.economy.region_names[result.economy.regions[r]]['en']}, {sex}",
            *(_count(float(sums[s][r, x])) for s in stages),
        )
        for r in order
        for x, sex in enumerate(("women", "men"))
    ]
    rows.append(("all", *(_count(float(sums[s].sum())) for s in stages)))
    return [
        Table(
            "South Africa, no coal power from 2040: people, sum 2023-2045",
            ("", "displaced", "retired", "placed in other work", "left out"),
            tuple(rows),
        )
    ]


def coal_policies() -> list[Table]:
    """What retraining, siting and income support change, and what they cost."""
    iso3, base = _case_pathway("9")
    cases: list[tuple[str, dict[str, float]]] = [
        ("nothing", {}),
        ("retraining for all", {"retraining-coverage": 100}),
        ("all new sites where jobs go", {"siting-share": 100}),
        ("income support for all", {"income-support": 100}),
        ("all three", {"retraining-coverage": 100, "siting-share": 100, "income-support": 100}),
        (
            "all three, investment and fund by grants",
            {"retraining-coverage": 100, "siting-share": 100, "income-support": 100, "grants-share": 100},
        ),
    ]
    rows = []
    for name, levers in cases:
        result = _run(iso3, replace(base, levers={**base.levers, **levers}))
        ledger = result.people.ledger
        mp = result.economy.regions.index("ZA-MP")

        def people(stage: str, ledger=ledger) -> float:  # type: ignore[no-untyped-def]
            return float(ledger.by(stage)[LEDGER_YEARS].sum())

        left = ledger.by("left-out", ("region",))[LEDGER_YEARS].sum(axis=0)
        women = ledger.by("left-out", ("sex",))[LEDGER_YEARS].sum(axis=0)[0]
        rows.append(
            (
                name,
                _count(people("displaced")),
                _count(people("re-employed")),
                _count(people("left-out")),
                _count(float(women)),
                _count(float(left[mp])),
                _whole(_at(result.net, 2040)),
                _count(float(ledger.fund().total.sum())),
            )
        )
    return [
        Table(
            "South Africa, no coal power from 2040: what policies change (sum 2023-2045; cost to 2050, million US$)",
            (
                "with",
                "displaced",
                "placed",
                "left out",
                "of them women",
                "left out in Mpumalanga",
                "net jobs 2040",
                "cost",
            ),
            tuple(rows),
        )
    ]


# --- zero sums ------------------------------------------------------------------------------------------------------


def money() -> list[Table]:
    """1,000 million US$ spent once, by who pays, with and without crowding out and displacement."""
    tables = []
    for iso3 in ("ZAF", "THA"):
        rows = []
        for source in ("grants", "budget", "loans", "private", "tariffs"):
            pathway = Pathway(source, {}, (Programme("construction", GRANT, 2030, 2030, source),))
            for crowding in (0.0, 1.0):
                result = _run(iso3, pathway, crowding_out_share=crowding)
                rows.append(
                    (
                        f"{source}, crowding out {crowding:.0f}",
                        *(_whole(_at(result.net, year)) for year in (2030, 2035, 2040)),
                        _whole(float(result.net.sum())),
                        _whole(_at(result.gdp_change, 2030)),
                        _whole(_at(result.imports_change, 2030)),
                        _count(_at(result.money.displaced_spending, 2030)),
                        _count(_at(result.money.crowded_out, 2030)),
                    )
                )
        pathway = Pathway("borrowed", {}, (Programme("construction", GRANT, 2030, 2030, "budget"),))
        result = _run(iso3, pathway, budget_displacement_share=0.0)
        rows.append(
            (
                "budget by debt, nothing displaced at once",
                *(_whole(_at(result.net, year)) for year in (2030, 2035, 2040)),
                _whole(float(result.net.sum())),
                _whole(_at(result.gdp_change, 2030)),
                _whole(_at(result.imports_change, 2030)),
                "0",
                "0",
            )
        )
        tables.append(
            Table(
                f"{iso3}: 1,000 million US$ of building work in 2030, by who pays",
                (
                    "paid by",
                    "net jobs 2030",
                    "2035",
                    "2040",
                    "job-years to 2050",
                    "GDP 2030, million US$",
                    "imports 2030",
                    "public spending given up",
                    "other investment given up",
                ),
                tuple(rows),
            )
        )
    return tables


USES = (
    "revenue-transfers",
    "revenue-labour-tax",
    "revenue-green",
    "revenue-transition-fund",
    "revenue-deficit",
)
PRICE = {"carbon-price-2030": 20.0, "carbon-price-2035": 50.0, "carbon-price-2050": 100.0}


def carbon() -> list[Table]:
    """A carbon price of 20, 50 and 100 US$/t in 2030, 2035 and 2050, its revenue used in each of five ways."""
    tables = []
    for iso3 in ("ZAF", "THA"):
        known = load_levers(load_economy(iso3))
        rows = []
        tried: list[tuple[str, str, dict[str, float]]] = [(known[use].label, use, {}) for use in USES]
        for use in USES[:2]:
            for exposure in (0.0, 1.0):
                label = f"{known[use].label}, export exposure {exposure:.0f}"
                tried.append((label, use, {"export_exposure": exposure}))
        for label, use, world in tried:
            parts = {name: 100.0 if name == use else 0.0 for name in USES}
            result = _run(iso3, Pathway(use, {**PRICE, **parts}), **world)
            rows.append(
                (
                    label,
                    *(_whole(_at(result.net, year)) for year in (2030, 2035, 2050)),
                    f"{100.0 * _at(result.gdp_change, 2035) / _at(result.gdp_baseline, 2035):+.2f}",
                    f"{_at(result.emissions - result.emissions_baseline, 2035):+.1f}",
                    _most_hit(result, 2035),
                    _whole(_at(result.public_balance_change, 2035)),
                )
            )
        tables.append(
            Table(
                f"{iso3}: a carbon price of 50 US$/t in 2035, by what its revenue does",
                (
                    "revenue to",
                    "net jobs 2030",
                    "2035",
                    "2050",
                    "GDP % 2035",
                    "Mt CO2e 2035",
                    "jobs % where most are lost",
                    "budget balance 2035",
                ),
                tuple(rows),
            )
        )
    return tables


def _most_hit(result: Result, year: int) -> str:
    """The region with the worst change of jobs in % of its own, and that change."""
    at = year - FIRST_YEAR
    share = result.employment_change(by=("region",))[at] / result.baseline_cells[at].sum(axis=1)
    worst = int(np.argmin(share))
    return f"{result.economy.region_names[result.economy.regions[worst]]['en']} {100.0 * share[worst]:+.1f}"


def heat() -> list[Table]:
    """Hours lost to heat in all packs together, weighted by jobs, beside the world's."""
    lost, jobs = 0.0, 0.0
    parts = {"agriculture": 0.0, "construction": 0.0}
    division = {"agriculture": 1, "construction": 41}
    for iso3 in available():
        economy = load_economy(iso3)
        base = prepare(economy, default_world(economy))
        if not has_climate(economy):
            continue
        account = heat_of(base)
        lost += _at(account.total, 2030)
        jobs += _at(base.employment_total, 2030)
        by_sector = account.fte.sum(axis=2)[2030 - FIRST_YEAR]
        for name, code in division.items():
            parts[name] += float(sum(by_sector[i] for i, d in enumerate(economy.divisions) if code in d))
    return [
        Table(
            "Heat in 2030: all packs together beside the world",
            ("", "hours lost, %", "full-time jobs, million", "% of it in agriculture", "% in construction"),
            (
                (
                    "ours, packs",
                    f"{100.0 * lost / jobs:.1f}",
                    f"{lost * 1e-6:.0f}",
                    *(f"{100.0 * part / lost:.0f}" for part in parts.values()),
                ),
                ("published, world", "2.2", "80", "60", "19"),
            ),
        )
    ]


# --- every case -----------------------------------------------------------------------------------------------------


def record() -> list[Table]:
    """Every figure of every case; comparators with the range over the packs."""
    return [
        Table(
            "Track record",
            ("case", "inputs as published", "figure", "published", "ours", "range", "verdict"),
            tuple(row for case in load_cases() for row in _record_of(case)),
            words=True,
        )
    ]


def _record_of(case: Case) -> Iterator[tuple[str, ...]]:
    lines = list(lines_of(case))
    said = "; ".join(case.inputs).replace("|", "/")
    for i, figure in enumerate(case.figures):
        of_figure = lines[i :: len(case.figures)]
        found = [line.ours for line in of_figure if line.ours is not None]
        line = of_figure[0]
        if not found:
            ours, spread = "-", ""
        elif len(of_figure) > 1:
            ours, spread = (
                f"median {_short(float(np.median(found)))}",
                _range(min(found), max(found), "packs "),
            )
        else:
            digits = 6 if figure.rule == "digits" else 4
            ours, spread = _short(found[0], digits), _range(line.low, line.high)
        verdict = line.verdict if len(of_figure) == 1 else ("comparator" if found else line.verdict)
        yield (
            f"{case.id} {case.title}" if i == 0 else case.id,
            said if i == 0 else "",
            figure.what,
            line.published,
            ours,
            spread,
            verdict,
        )


def _short(value: float, digits: int = 4) -> str:
    return f"{value:.{digits}g}" if abs(value) < 10.0**digits else _count(value)


def _range(low: float | None, high: float | None, of: str = "") -> str:
    return "" if low is None or high is None else f"{of}{_short(low)} to {_short(high)}"


PROBES: dict[str, Callable[[], list[Table]]] = {
    "guyana-channels": guyana_channels,
    "guyana-sensitivity": guyana_sensitivity,
    "guyana-grants": guyana_grants,
    "argentina": argentina,
    "coal-path": coal_path,
    "coal-people": coal_people,
    "coal-policies": coal_policies,
    "money": money,
    "carbon": carbon,
    "heat": heat,
    "record": record,
}


def tables_of(names: Sequence[str]) -> list[Table]:
    """Tables of some probes, of all where none is named."""
    for name in names:
        if name not in PROBES:
            raise InputError(f"There is no probe {name}. Probes: {', '.join(PROBES)}.")
    return [table for name in names or PROBES for table in PROBES[name]()]


def put_into(path: Path, tables: Sequence[Table]) -> None:
    """Replace the tables of the same title in a Markdown file; a title that is not there is refused."""
    text = path.read_text(encoding="utf-8")
    for table in tables:
        block = re.compile(rf"\*\*{re.escape(table.title)}\*\*(\n\n\|[^\n]*(\n\|[^\n]*)*)?")
        found = block.search(text)
        if found is None:
            raise InputError(
                f"{path.name} has no table called {table.title}. Write **{table.title}** where it goes."
            )
        text = text[: found.start()] + table.markdown() + text[found.end() :]
    path.write_text(re.sub(r"\n{3,}", "\n\n", text), encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables as Markdown."""
    parser = argparse.ArgumentParser(prog="python -m model.cases.probes", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(PROBES)}")
    parser.add_argument("--into", metavar="FILE", type=Path, help="replace the tables of this Markdown file")
    arguments = parser.parse_args(argv)
    try:
        tables = tables_of(arguments.names)
        if arguments.into:
            put_into(arguments.into, tables)
            return 0
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print("\n\n".join(table.markdown() for table in tables))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
