"""The commands and their arguments; every error is one sentence on stderr and a non-zero exit.

Exit codes: 0 done, 1 a pack has findings, 2 the input cannot be used.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from model.cli import DIMENSIONS
from model.errors import InputError

EXAMPLES = """examples:
  python -m model packs
  python -m model check ZAF
  python -m model check path/to/my-pack
  python -m model run --country ZAF --pathway stated --by sector,sex --out stated.csv
  python -m model run --country ZAF --pathway baseline --set coal-exit-year=2035 local-content=20
  python -m model run --country ZAF --pathway stated --draws 1000 --explain --world crowding_out_share=0.3
  python -m model run --country KHM --programme kind=enterprise,sector=textiles-clothing,amount=50,first=2026,last=2035,source=grants
  python -m model multipliers --country THA
  python -m model multipliers --table my-table.csv
  python -m model countries
  python -m model cases
  python -m model rebuild-test
  python -m model compare --write before.json
  python -m model compare before.json after.json
"""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments; the usage is one `--help` away."""
        raise InputError(f"{message[:1].upper()}{message[1:].rstrip('.')}. See: {self.prog} --help")


def build_parser() -> Parser:
    """Return the parser of all commands."""
    parser = Parser(
        prog="python -m model",
        description="Employment effects of transition pathways: an input-output model on country packs.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    commands.add_parser("packs", help="list the country packs", allow_abbrev=False)

    countries = commands.add_parser(
        "countries",
        help="every country and every preset pathway in one table",
        description="Run every preset of every country and print a line for 2035 and for 2050: jobs created and lost, net per"
        " 1,000 workers, unfilled, women's share of the created, the worst-hit region, emissions, GDP, investment and public"
        " cost. `unusual` names figures far from those of all others; docs/countries.md explains them.",
        allow_abbrev=False,
    )
    countries.add_argument("countries", nargs="*", metavar="ISO3", help="countries (all if none is named)")
    countries.add_argument(
        "--pathway",
        dest="pathways",
        nargs="+",
        default=[],
        metavar="NAME",
        help="presets (all if none is named)",
    )
    countries.add_argument("--out", metavar="FILE", help="write the rows as CSV as well, with all digits")

    check = commands.add_parser("check", help="hold packs to the pack format", allow_abbrev=False)
    check.add_argument(
        "packs",
        nargs="*",
        metavar="ISO3|FOLDER",
        help="packs to check; all packs of the program if none is named",
    )
    check.add_argument(
        "--totals",
        action="store_true",
        help="print the base year beside the published totals, with sources and gaps",
    )
    check.add_argument("--rules", action="store_true", help="print the rules that packs are held to, and end")
    check.add_argument(
        "--format", action="store_true", help="print the columns of the format as CSV, and end"
    )

    run = commands.add_parser(
        "run",
        help="run a pathway and write long CSV rows",
        description="Run a pathway to 2050 and write long CSV rows: country, pathway, year, variable, item"
        " (technology, or source or use of money), the dimensions asked for, value, unit, grade, versions."
        " The grade is that of the country pack; regional detail is modelled and says C.",
        allow_abbrev=False,
    )
    _add_country(run)
    run.add_argument(
        "--pathway", default="baseline", metavar="NAME|FILE", help="a preset's name or a TOML file"
    )
    run.add_argument(
        "--set", dest="levers", nargs="+", action="extend", default=[], metavar="LEVER=VALUE",
        help="levers on top of the pathway, by id: coal-exit-year=2035 local-content=20",
    )  # fmt: skip
    run.add_argument(
        "--programme", dest="programmes", nargs="+", action="extend", default=[], metavar="KEY=VALUE,...",
        help="a spending programme on top of the pathway (as many as you like): kind=purchase, enterprise or transfer; sector or"
        " technology; region; amount in million US$ a year; first and last year; local_content, women_share and formal_share in %%;"
        " source=grants, loans, budget, private or tariffs; name",
    )  # fmt: skip
    run.add_argument(
        "--by",
        default="",
        metavar="DIMENSIONS",
        help=f"split by any of {','.join(DIMENSIONS)} (comma separated)",
    )
    run.add_argument(
        "--world", dest="world", nargs="+", action="extend", default=[], metavar="KEY=VALUE",
        help="assumptions shared by the baseline and the pathway: employment_factors=jedi crowding_out_share=0.3",
    )  # fmt: skip
    run.add_argument(
        "--draws", type=int, metavar="N",
        help="add columns low and high (5th and 95th percentile of N draws of the parameters and source sets)",
    )  # fmt: skip
    run.add_argument(
        "--explain", nargs="?", const="net", metavar="HEADLINES",
        help="add rows that share a headline's change out among the levers: net (default), created, lost, gdp, emissions,"
        " women_share, women_share_created, unfilled",
    )  # fmt: skip
    run.add_argument(
        "--incidence", action="store_true",
        help="add rows that say who bears the carbon price: by fifths of the people and by sector",
    )  # fmt: skip
    _add_out(run)

    cases = commands.add_parser(
        "cases",
        help="hold the model against published results",
        description="A CSV row per published figure: the case, the country, what was published, ours, the band, the verdict.",
        allow_abbrev=False,
    )
    cases.add_argument("ids", nargs="*", metavar="CASE", help="cases by id (all if none is named)")
    cases.add_argument("--notes", action="store_true", help="print each case's assumptions instead")
    cases.add_argument(
        "--keep", action="store_true", help="keep the figures in data/cases/results.csv for the track record"
    )
    _add_out(cases)

    rebuild = commands.add_parser(
        "rebuild-test",
        help="print the measured errors of the methods behind estimated tables",
        description="A CSV row per method, published table and measure: mean, output-weighted and worst error in % of Type I"
        " multipliers when the table is made anew from other countries' structure and its own totals. Measured by"
        " python -m data.builder rebuild-test --sources DIR --write; docs/country-packs.md says how.",
        allow_abbrev=False,
    )
    _add_out(rebuild)

    compare = commands.add_parser(
        "compare",
        help="report what a change of version moves",
        description="Write a snapshot of this version with --write, or name two snapshots to see what moved between them.",
        allow_abbrev=False,
    )
    compare.add_argument("snapshots", nargs="*", metavar="OLD NEW", help="two snapshot files")
    compare.add_argument("--write", metavar="FILE", help="run this version and keep its headlines in FILE")
    compare.add_argument(
        "--pathways", type=int, default=200, metavar="N", help="pathways per country (default 200)"
    )
    compare.add_argument(
        "--country",
        dest="countries",
        nargs="+",
        default=[],
        metavar="ISO3|FOLDER",
        help="countries to run (all packs)",
    )
    _add_out(compare)

    multipliers = commands.add_parser(
        "multipliers",
        help="Type I and II output, income and employment multipliers",
        description="A CSV row per sector. Direct figures and effects are per million US$ of 2023 of output or final"
        " demand: income in million US$, employment in persons. Multipliers are effects over direct figures.",
        allow_abbrev=False,
    )
    which = multipliers.add_mutually_exclusive_group(required=True)
    which.add_argument("--country", metavar="ISO3|FOLDER", help="a pack's code or its folder")
    which.add_argument(
        "--table", metavar="FILE",
        help="a bare table (CSV): a row and a column per sector, then final_demand, output and optionally households;"
        " optional rows wages and employment. households is what they buy, in final_demand or beside it; their whole income,"
        " where it is more than wages, stands in row wages, column output. Money in the file's own unit; six digits.",
    )  # fmt: skip
    _add_out(multipliers)
    return parser


def _add_country(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--country", required=True, metavar="ISO3|FOLDER", help="a pack's code or its folder")


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE", help="write to a file (default: standard output)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    parser = build_parser()
    try:
        arguments = parser.parse_args(argv)
        if arguments.command is None:
            parser.print_help()
            return 0
        code = _dispatch(arguments)
        sys.stdout.flush()
        return code
    except InputError as error:
        print(f"error: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader (head, less) has left: nothing more to say, and nothing to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _dispatch(arguments: argparse.Namespace) -> int:
    """Run the command; imports stand here so that `--help` does not wait for numpy."""
    if arguments.command == "packs":
        from model.cli.packs import list_packs

        return list_packs()
    if arguments.command == "countries":
        from model.cli.countries import list_countries

        return list_countries(arguments.countries, arguments.pathways, arguments.out)
    if arguments.command == "check":
        from model.cli.check import check_packs, print_format, print_rules

        if arguments.rules:
            return print_rules()
        return print_format() if arguments.format else check_packs(arguments.packs, arguments.totals)
    if arguments.command == "run":
        from model.cli.run import run_pathway

        return run_pathway(
            arguments.country,
            arguments.pathway,
            arguments.levers,
            arguments.by,
            arguments.out,
            arguments.world,
            arguments.draws,
            arguments.explain,
            arguments.programmes,
            arguments.incidence,
        )
    if arguments.command == "cases":
        from model.cli.cases import keep_results, print_cases, print_notes

        if arguments.keep:
            return keep_results(arguments.ids)
        return print_notes(arguments.ids) if arguments.notes else print_cases(arguments.ids, arguments.out)
    if arguments.command == "rebuild-test":
        from model.cli.rebuild import print_rebuild_test

        return print_rebuild_test(arguments.out)
    if arguments.command == "compare":
        from model.cli.compare import report, write_snapshot

        if arguments.write is not None and not arguments.snapshots:
            return write_snapshot(arguments.write, arguments.pathways, arguments.countries)
        if arguments.write is not None or len(arguments.snapshots) != 2:
            raise InputError("Name two snapshots, OLD and NEW, or write one with --write FILE.")
        old, new = arguments.snapshots
        return report(old, new, arguments.out)
    from model.cli.multipliers import print_multipliers, print_table_multipliers

    if arguments.table is not None:
        return print_table_multipliers(arguments.table, arguments.out)
    return print_multipliers(arguments.country, arguments.out)
