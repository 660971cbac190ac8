"""What each chart shows, how it is worked out, and what it cannot say: jobs, sectors, women and men, regions, people.

One entry a chart of `dashboard/views/ids.py`. `method` names the section of the documentation that has the equation.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.text import Text


@dataclass(frozen=True)
class Entry:
    """The explanation of one chart, in the reader's language."""

    name: str
    shows: str
    how: str
    equation: str
    method: tuple[str, str]
    """file in docs/, and the heading or the first words of the paragraph"""
    unit: str
    sure: str
    cannot: str


MODEL, PEOPLE, HEAT, SURE = "model.md", "people.md", "heat.md", "uncertainty.md"
SOLUTION, CHANNELS = (MODEL, "The solution"), (MODEL, "Channels")
REGIONS, SEXES = (MODEL, "Regions"), (MODEL, "Women and men")


def shared(t: Text) -> dict[str, str]:
    """Return the sentences that several charts have in common."""
    return {
        "jobs": t("Jobs: persons employed, the same as in the labour force survey"),
        "persons": t("Persons"),
        "money": t("Million US$ of 2023, a year"),
        "table": t("As sure as the country’s table (its grade stands beside the country) and the source of jobs a megawatt. "
                   "“How sure?” "
                   "draws both."),
        "modelled": t("Grade C: modelled. The totals keep the grade of the table; how they are split does not."),
        "split": t("Shares within a sector stay those of the base year: who is hired may change more than the chart can show."),
        "prices": t("Prices do not clear: a boom raises no wages, and a glut lowers no price."),
        "gross": t("Created and lost are sums over cells of sector and region: a finer table would show more of both, and the same "
                   "net."),
        "located": t("No statistic of employment by region and sector was at hand: the places are modelled, grade C."),
    }  # fmt: skip


def jobs_entries(t: Text) -> dict[str, Entry]:
    """Return the entries of the overview and of the views of sectors, women and men, and regions."""
    say = shared(t)
    leontief = t("Leontief system, solved anew for every year: x = (I − A)⁻¹ f")
    located = t("Location quotients for local demand (FLQ), and households’ spending by region: y = y₀ + H y")
    return {
        "jobs": Entry(
            t("Jobs over time"),
            t("Net jobs of every pathway against the baseline of the same year; the baseline is the line at zero."),
            t("A pathway changes what is bought and who pays. The input-output table turns that into output of every sector, and jobs "
              "per output into jobs. People and the public budget spend what they have more or less."),
            leontief, SOLUTION, say["jobs"], say["table"], say["prices"],
        ),
        "sectors": Entry(
            t("Jobs created and lost by sector"),
            t("Jobs created (to one side) and lost (to the other, striped) in the chosen year, by group of sectors."),
            t("In every cell of sector and region the pathway has more or fewer jobs than the baseline. The positive changes "
              "are added "
              "to created, the negative ones to lost."),
            t("Sums of the positive and the negative parts of ΔE over sector × region"), CHANNELS, say["jobs"], say["table"],
            say["gross"],
        ),
        "women": Entry(
            t("Women’s share of jobs created"),
            t("Women’s share of the jobs that each pathway creates, beside their share of all jobs."),
            t("Jobs lost fall on women and men as each sector and region employs them today. Jobs created too, unless the "
              "lever asks for "
              "a share of women."),
            t("w′ = w + (1 − w) a, one a for all sectors"), SEXES, t("Percent of jobs created"), say["table"], say["split"],
        ),
        "regions": Entry(
            t("Change by region"),
            t("More or fewer jobs than the baseline for every 100 workers of the region, on a map and as a list."),
            t("Mines, plants and factories stand where the data put them. Trade, construction and services follow the demand of their "
              "own region, so that a coal town’s shops lose with it."),
            located, REGIONS, t("Jobs per 100 workers of the baseline"), say["located"],
            t("People do not move between regions, and nobody commutes."),
        ),
        "sectors-change": Entry(
            t("Every sector"),
            t("Created, lost and net by single sector, in the chosen year."),
            t("As in the overview, without adding sectors up to groups."),
            leontief, SOLUTION, say["jobs"], say["table"],
            t("A sector split from a broader one by fuel balances is less sure than its parent; the sources page lists these."),
        ),
        "sectors-channels": Entry(
            t("Through which channel"),
            t("The change of each sector in three parts: at sites, plants and mines; at suppliers; because people and the "
              "state have more "
              "or less to spend."),
            t("What the pathway itself buys or stops buying is direct; what its suppliers need is the supply chain; what changes with "
              "incomes, taxes and bills is spending. The parts add up."),
            t("Direct ℓ s, supply chain ℓ (L − I) s, spending ℓ L U z"), CHANNELS, say["jobs"], say["table"],
            t("Spending comes at other times than building: look at more than one year."),
        ),
        "sectors-years": Entry(
            t("The largest changes over time"),
            t("Net jobs by year for the sectors that gain and lose most in the chosen year."),
            t("The same solution, year by year."),
            leontief, SOLUTION, say["jobs"], say["table"], say["prices"],
        ),
        "women-jobs": Entry(
            t("Jobs of women and of men"),
            t("Created, lost and net for women and for men in the chosen year."),
            t("By the shares that each sector and region has today, for jobs lost and for jobs created; the lever of women’s share "
              "moves the created ones."),
            t("w′ = w + (1 − w) a, one a for all sectors"), SEXES, say["jobs"], say["table"], say["split"],
        ),
        "women-share": Entry(
            t("Women’s share over time"),
            t("Women’s share of jobs created, and of all jobs, by year."),
            t("Jobs created for women over all jobs created. Years with hardly any new job are left out."),
            t("Women created ÷ all created"), SEXES, t("Percent"), say["table"], say["split"],
        ),
        "women-sectors": Entry(
            t("Women and men by sector"),
            t("Where women and men gain and lose jobs."),
            t("The change of each sector times the share of women in it."),
            t("w′ = w + (1 − w) a, one a for all sectors"), SEXES, say["jobs"], say["table"], say["split"],
        ),
        "women-wages": Entry(
            t("Wages of women and men"),
            t("Mean wage and the gap between women and men, against the baseline."),
            t("A sector’s wage is its compensation of employees over its employees. One ratio between women and men for all "
              "sectors meets the "
              "published gap, so the gap changes only by who works where."),
            t("w(s, women) = γ w(s, men)"), (PEOPLE, "Wages: estimated"), t("US$ of 2023 a year; percent"),
            t("Grade C: no statistic of wages by activity was at hand. Where no gap is published, none is shown."),
            t("Equal pay inside a sector, and what employers would change, are not in it."),
        ),
        "regions-ranked": Entry(
            t("Regions ranked"),
            t("All regions by change per 100 workers, and by number of jobs."),
            t("The change of a region over the jobs that it has in the baseline of the same year."),
            located, REGIONS, t("Jobs per 100 workers of the baseline"), say["located"],
            t("New plant goes to the sites of today, and to regions that lose as far as the lever says."),
        ),
        "regions-years": Entry(
            t("Regions over time"),
            t("Change per 100 workers by year, for the regions at either end."),
            t("The same account, year by year."),
            located, REGIONS, t("Jobs per 100 workers of the baseline"), say["located"],
            t("People do not move between regions, and nobody commutes."),
        ),
        "regions-people": Entry(
            t("People of each region"),
            t("The change in jobs of women and of men, people whose job goes, and those left out, by region."),
            t("Jobs are shared out by sector and sex in each region; the displaced and the left out are the ledger’s."),
            t("ΔE(region, sector, sex); displaced = retired + re-employed + left out"), (PEOPLE, "The transition ledger"),
            t("Jobs; persons, summed from the first year"), say["modelled"],
            t("Regions differ only by their sectors and sexes, not by how the same sector hires."),
        ),
    }  # fmt: skip


def people_entries(t: Text) -> dict[str, Entry]:
    """Return the entries of the views of people and of the transition."""
    say = shared(t)
    ledger = t("displaced = retired + re-employed + left out, in every cell of region, sector and sex")
    section = (PEOPLE, "The transition ledger")
    bounds = t("Grade C. How fast the displaced are hired, and how many move, are bounds without a source; they matter more than any "
               "lever.")  # fmt: skip
    return {
        "kinds": Entry(
            t("Which kinds of jobs change"),
            t("Change in jobs by skill, age, formality, and of green jobs, in the chosen year."),
            t("The change of each sector and sex, split by today’s shares; the lever of formalisation makes part of the "
              "informal new jobs "
              "formal."),
            t("ΔE(sector, sex) × P(kind | sector, sex)"), (PEOPLE, "Skill, age, formality"), say["jobs"], say["modelled"],
            say["split"],
        ),
        "crossed": Entry(
            t("Any two kinds crossed"),
            t("The change in jobs for two kinds of people at once, per 100 such workers too, and the group that is hit worst."),
            t("Kinds are crossed inside each sector and sex as if they were independent there."),
            t("P(a, b | sector, sex) = P(a | sector, sex) P(b | sector, sex)"), (PEOPLE, "Skill, age, formality"), say["jobs"],
            say["modelled"],
            t("Where two kinds go together inside a sector (young and informal, say), the cross is too even."),
        ),
        "filled": Entry(
            t("Jobs filled and unfilled"),
            t("How many of the added jobs find somebody, for women and for men."),
            t("Added jobs find people up to a reserve: the unemployed above the lowest rate on record, and those who would "
              "join if the "
              "parameter says so."),
            t("filled = min(added, reserve), by sex"), (MODEL, "Filled and unfilled"), say["jobs"],
            t("The reserve is an estimate from the country’s own record."),
            t("GDP is not cut for jobs that nobody fills, and no wage rises to fill them."),
        ),
        "ledger": Entry(
            t("What becomes of those whose job goes"),
            t("All who are displaced up to the chosen year: retired, in a new job (same region and skill, other skill, other "
              "region), or "
              "left out."),
            t("Whoever is near pension age may leave first. The others take posts that open for their sex: first of their "
              "skill and region, "
              "then of another skill, then elsewhere. Nobody takes a post before it opens or twice."),
            ledger, section, t("Persons, summed from the first year"), bounds,
            t("Pension rules, severance pay and distance are not in it; skill is three levels of occupation, not a trade."),
        ),
        "ledger-years": Entry(
            t("The ledger over time"),
            t("Displaced people by what becomes of them, year by year."),
            t("The same ledger before it is summed."),
            ledger, section, say["persons"], bounds, t("Those displaced in the last years have less time to find work before 2050."),
        ),
        "ledger-regions": Entry(
            t("The ledger by region"),
            t("Displaced people of each region by what becomes of them."),
            t("The ledger is kept by region, sector and sex; here it is summed over sector and sex."),
            ledger, section, say["persons"], bounds, say["located"],
        ),
        "fund": Entry(
            t("What helping them costs"),
            t("Retraining, income support and early pensions: what the pathway pays, and what helping all would take."),
            t("People times cost: training per person, a part of the former wage while without work, and until pension age."),
            t("people × 1,500 US$ + replacement rate × former wage × years"), section, say["money"],
            t("Costs and the effect of training come from studies of other countries: grade C."),
            t("Retraining finds few people work where no jobs are (2.3 % on average); the fund does not make jobs by itself "
              "beyond its "
              "spending."),
        ),
    }  # fmt: skip
