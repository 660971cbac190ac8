"""What each chart shows, how it is worked out, and what it cannot say: money, power, climate, heat, and why."""

from __future__ import annotations

from dashboard.pages.explained_words import HEAT, MODEL, SURE, Entry, shared
from dashboard.text import Text

PAYS, BUDGET = (MODEL, "Who pays"), (MODEL, "The solution")
MONEY = (MODEL, "What is reported as money")
PLAN, EMISSIONS = (MODEL, "Power plan"), (MODEL, "Emissions")


def money_entries(t: Text) -> dict[str, Entry]:
    """Return the entries of the view that says who pays."""
    say = shared(t)
    closures = t("The amounts are as sure as capital costs; who gives way is a choice (see Assumptions), and the sign of net "
                 "jobs can hang "
                 "on it.")  # fmt: skip
    return {
        "money": Entry(
            t("Who pays, and for what"),
            t("Where the year’s money comes from, and what it is spent on; both sides are the same sum."),
            t("Each source names somebody whose spending changes: users of power, the public budget, other investors, or a "
              "donor abroad."),
            t("Σ sources = Σ uses, in every year"), PAYS, say["money"], closures,
            t("Prices of fuel and equipment stay on their stated paths whatever is bought."),
        ),
        "cost": Entry(
            t("Public cost, and cost per job"),
            t("What the public budget pays, summed to the year, and what is spent for each net year of work."),
            t("The budget’s part of investment, the service of loans, and debt taken up for it; the spending over the net jobs, "
              "those of building apart from lasting ones."),
            t("public cost = budget + service of loans and debt"), PAYS, say["money"], closures,
            t("A cost per job is no measure of worth: it counts neither power nor cleaner air."),
        ),
        "abroad": Entry(
            t("What is spent abroad"),
            t("The change of imports by what is bought: equipment, fuel, inputs of firms, goods for households."),
            t("Each product is bought abroad in the share that it has in the base year’s table; the lever of local content "
              "moves that of "
              "equipment."),
            t("ΔM = Σ imported share × change of spending"), (MODEL, "Building"), say["money"], say["table"],
            t("New producers at home do not appear by themselves: local content is a lever, not a forecast."),
        ),
        "balance": Entry(
            t("The public budget"),
            t("Change of revenue, of other spending, and of the balance."),
            t("Taxes follow incomes and output; revenue from mines and wells follows them; public spending follows as the "
              "parameters say."),
            t("Δbalance = Δrevenue − Δother spending − public cost"), BUDGET, say["money"], closures,
            t("No interest rate moves with the debt, and no tax is raised unless a lever says so."),
        ),
        "paying": Entry(
            t("With and without paying"),
            t("Net jobs as they are, if a donor abroad paid for everything, and if every dollar of private capital were "
              "missing elsewhere."),
            t("The same pathway is run three times, with who pays changed."),
            t("Three runs, one change each"), PAYS, say["jobs"], closures,
            t("Neither end is a forecast. They show how far the answer depends on where the money comes from."),
        ),
        "incomes": Entry(
            t("Whom a carbon price burdens"),
            t("What the carbon price costs each fifth of the people, and what its revenue gives back, as shares of what "
              "they spend."),
            t("Each fifth buys food, energy and everything else in its own proportions; dearer goods cost it that much more; "
              "revenue "
              "to households is the same for every head."),
            t("net = transfers − Σ Δp × what a fifth buys"), (MODEL, "A pathway"), say["money"], say["modelled"],
            t("Wages, lost jobs and what saving energy costs are not in it. Without published shares of the fifths there is "
              "no answer."),
        ),
    }  # fmt: skip


def power_entries(t: Text) -> dict[str, Entry]:
    """Return the entries of the views of power, heat, and why."""
    say = shared(t)
    balance = t("Energy balance of each year; renewables on a smooth line through the set points")
    yearly = t("No hour is simulated: storage and grid are fixed ratios to sun and wind.")
    register = t("Plants come from a register (grade A or B); what is built follows the levers.")
    hours = t("WBGT in the shade and a work-capacity function: lost = 0.9 (1 − 1 / (1 + (WBGT / a₁)^a₂))")
    climate = t(
        "Against the ILO’s and the Lancet Countdown’s figures the sums are 0.5 to 1.2 times theirs (see the documentation)."
    )
    shade = t("Deaths, illness and heat at home are not in it, and all work is taken to be in the shade.")
    account = (HEAT, "From climate to hours")
    return {
        "generation": Entry(
            t("Where power comes from"),
            t("Generation by technology, of the pathway beside the baseline."),
            t("Demand is what the table asks for. Renewables reach the levers’ shares, coal closes to its exit year, nuclear, "
              "gas and oil "
              "give the rest, gas and oil never more than in the baseline."),
            balance, PLAN, t("TWh a year"), register, yearly,
        ),
        "capacity": Entry(
            t("Plants"),
            t("Capacity that stands, comes and closes, by technology."),
            t("Plants close at their stated year or at the end of their life; what the plan needs beyond them is built."),
            balance, PLAN, t("MW"), register,
            t("Existing coal plant needs no refit here, so leaving early looks dearer than where refits are due."),
        ),
        "emissions": Entry(
            t("Greenhouse gases"),
            t("Emissions by source, of the pathway and of the baseline."),
            t("Output of each sector times its emissions per output in the base year; power by technology; burning falls with "
              "energy saved."),
            t("Σ output × emissions per output"), EMISSIONS, t("Mt CO₂e a year"),
            t("Levels are those of EDGAR 2023."), t("Land use and forests are not counted, and neither is what happens abroad."),
        ),
        "power-change": Entry(
            t("What is built and closed"),
            t("The difference in power plants from the baseline, by technology."),
            t("The pathway’s plan less the baseline’s."),
            balance, PLAN, t("MW; TWh"), register, yearly,
        ),
        "heat-sectors": Entry(
            t("Hours lost to heat by sector"),
            t("Working hours that heat takes, as full-time jobs, by sector."),
            t("Monthly temperature and humidity of the region, the intensity of the work, and the jobs of the pathway."),
            hours, account, t("Full-time equivalents"), climate, shade,
        ),
        "heat-years": Entry(
            t("Hours lost to heat over time"),
            t("The same by year, for the path of the world’s climate that the model follows and for others."),
            t("Warming is straight from 1991–2020 to its values of 2030 and 2050."),
            hours, account, t("Full-time equivalents"), climate,
            t("Nothing of this is taken from jobs or GDP: the base year already holds its own heat."),
        ),
        "heat-regions": Entry(
            t("Hours lost to heat by region"),
            t("Share of working hours that heat takes, by region."),
            t("The climate of each region with the jobs it has."),
            hours, account, t("Percent of hours; full-time equivalents"), climate,
            t("A region has the plain mean of its provinces, not the climate of where people work."),
        ),
        "heat-adaptation": Entry(
            t("What adaptation does"),
            t("Hours won back by rest, shade and water, what they cost, who pays, and the jobs that follow."),
            t("A share of the lost hours is saved from 2035; they are worth their wages, and cost what the return of a sugar "
              "mill says."),
            t("value = Σ wages × saved ÷ (1 − lost); cost = value ÷ (1 + r)"), (HEAT, "The lever: heat adaptation at work"),
            say["money"], t("Grade C: the return comes from one mill in Nicaragua, and is carried to all work."), shade,
        ),
        "why": Entry(
            t("Which lever does it"),
            t("Net jobs of the year shared out among the levers that are moved; the parts add up."),
            t("Each lever’s part is its mean over all orders in which the levers could be moved, groups first: no order is "
              "preferred."),
            t("Owen value"), (SURE, "Why: which lever made it"), say["jobs"],
            t("Exact for the run; as sure as the run itself."),
            t("It shares out a change. It does not say what a further step of a lever would do."),
        ),
        "why-people": Entry(
            t("Whose jobs a lever changes"),
            t("One lever’s part by sector, region, women and men."),
            t("The same shares, worked out for each sector, region and sex."),
            t("Owen value of each cell"), (SURE, "Why: which lever made it"), say["jobs"], say["modelled"],
            t("A lever that only works together with others shares with them."),
        ),
    }  # fmt: skip
