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
            t("Public cost, and what a year of work costs"),
            t("What is built, bought and supported up to the chosen year, what the public budget has paid of it, and both "
              "over the years of "
              "work that came of it."),
            t("The budget’s part, the service of loans, and debt taken up for it, summed; divided by net years of work, and "
              "by the jobs of "
              "the year that do not end with building."),
            t("public cost = budget + service of loans and debt"), PAYS, t("US$ of 2023, summed, not discounted"), closures,
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
            t("What betters the public budget against the baseline and what burdens it, year by year."),
            t("Taxes follow incomes and output; revenue from mines and wells follows them; public spending follows as the "
              "parameters say."),
            t("Δbalance = Δrevenue − Δother spending − public cost"), BUDGET, say["money"], closures,
            t("No interest rate moves with the debt, and no tax is raised unless a lever says so."),
        ),
        "paying": Entry(
            t("With and without paying"),
            t("Net jobs as they are, as they would be if a donor abroad paid for everything, and if money were scarce: every "
              "dollar of private "
              "capital missing elsewhere."),
            t("The same pathway is run again with who pays changed."),
            t("One run for each line, one change each"), PAYS, say["jobs"], closures,
            t("Neither end is a forecast. They show how far the answer depends on where the money comes from."),
        ),
        "incomes": Entry(
            t("Poor and rich under a carbon price"),
            t("What the carbon price costs each fifth of the people, what its revenue gives back, and the difference, as a "
              "share of their "
              "spending."),
            t("Prices rise through the table on what homes buy and burn. What each fifth buys follows from its spending by "
              "elasticities of "
              "food, home energy and motor fuel; what is given back is the same for every head."),
            t("part of a fifth in spending on k = s^e_k ÷ Σ s^e_k"), (MODEL, "Measures"), t("Percent of spending; US$ a person"),
            t("Grade C: elasticities from other countries. Without published shares of spending nothing is shown."),
            t("Wages, lost jobs and what saving energy costs are not in it; poor and rich are told apart for the carbon price only."),
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
            t("How much plant is new since 2023, and how much has closed, by technology."),
            t("Plants close at their stated year or at the end of their life; what the plan needs beyond them is built."),
            balance, PLAN, t("GW"), register,
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
            t("What replaces what"),
            t("The difference in power generated from the baseline, by technology, in the chosen year."),
            t("The pathway’s plan less the baseline’s."),
            balance, PLAN, t("TWh against the baseline"), register, yearly,
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
            t("The part of all levers, or of the chosen one, by women and men, sector and region."),
            t("The same shares, worked out for each sector, region and sex."),
            t("Owen value of each cell"), (SURE, "Why: which lever made it"), say["jobs"], say["modelled"],
            t("A lever that only works together with others shares with them."),
        ),
    }  # fmt: skip
