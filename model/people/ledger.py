"""The transition ledger: whose post goes, and where these people go.

Every year the posts that disappear below the baseline displace people, unless those who held them come of age in that year
and are not replaced. The displaced retire early, find one of the pathway's new posts (at the same place and skill, at the same
place with another skill, elsewhere after a while), or are left out:

    displaced = retired + re-employed + left out        by year, region, sector, sex and skill, exactly

Shapes: Y years, R regions, n sectors, X = 2 sexes, K skill levels (1 where the country has no figures on skill). People
who lose a post in year t stand in year t whatever the delay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from model.economy import Array
from model.errors import InputError
from model.people.parameters import PeopleParameters

STAGES = ("retired", "same-place-and-skill", "same-place-other-skill", "elsewhere", "left-out")
AXES = ("region", "sector", "sex", "skill")


@dataclass(frozen=True)
class Policy:
    """What a pathway does for the displaced, as shares."""

    retraining: float = 0.0
    """of those without a new post of their own skill and region who are retrained"""
    income_support: float = 0.0
    """of those without work who are supported"""


@dataclass(frozen=True)
class Fund:
    """Million US$ of 2023 a year, (Y,) each."""

    retraining: Array
    income_support: Array
    """of those without work, while they search and after"""
    bridge: Array
    """of those who leave early, until pension age"""
    support_by_sector: Array
    """(Y, n) income support and bridge by the sector of the lost post"""

    @property
    def total(self) -> Array:
        return self.retraining + self.income_support + self.bridge


@dataclass(frozen=True)
class Posts:
    """Posts that go and come against the baseline, year on year."""

    lost: Array
    """(Y, R, n, X) standing posts that go: the year's rise of what a cell is short of the baseline, less `unopened`; in a
    ledger also less `not_refilled`"""
    unopened: Array
    """(Y, R, n, X) the part of that rise that only holds back growth of the baseline: posts that nobody held yet"""
    opened: Array
    """(Y, R, n, X) posts that come: the year's rise above the baseline, and posts that come back, less `falling` that they
    only make good"""
    ended: Array
    """(Y, R, n, X) temporary posts that end: the year's fall of what a cell is above the baseline"""
    standing: Array
    """(Y, R, n, X) posts that stand: the baseline's less what has gone"""
    falling: Array
    """(Y, R, n, X) standing posts that the baseline itself gives up in the year: those who come of age answer them first"""


@dataclass(frozen=True)
class Search:
    """What became of people who look for work, by the year they lost theirs; (Y, R, X, K) each."""

    placed: Mapping[str, Array]
    eligible: Array
    """who found no post of their own skill and place at once"""
    retrained: Array
    waiting: tuple[Array, ...]
    """still without work after 0, 1, 2 ... years"""


@dataclass(frozen=True)
class Ledger:
    """People by year of displacement. Stage arrays are (Y, R, n, X, K), made when asked for."""

    posts: Posts
    not_refilled: Array
    """(Y, R, n, X) posts that go as their holders reach pension age: nobody is displaced, somebody new is not hired"""
    retired_posts: Array
    """(Y, R, n, X) posts lost whose holders leave before pension age"""
    shares: Array
    """(n, X, K) skill within sector and sex"""
    seeking: Array
    """(Y, R, X, K) the displaced who do not retire"""
    search: Search
    openings: Array
    """(Y, R, X, K) posts that open"""
    skills: tuple[str, ...]
    policy: Policy
    wage: Array
    """(Y, n, X) US$ a year"""
    ceiling: Array
    """(Y,) US$ a year: the highest wage that income support is reckoned from"""
    parameters: PeopleParameters
    grade: str = "C"

    # --- people -----------------------------------------------------------------------------------------------------

    @cached_property
    def displaced(self) -> Array:
        """(Y, R, n, X, K)"""
        return self.posts.lost[..., None] * self.shares

    @cached_property
    def stages(self) -> Mapping[str, Array]:
        """Stage -> (Y, R, n, X, K); they add up to the displaced."""
        retired = self.retired_posts[..., None] * self.shares
        stages = {"retired": retired}
        for name, part in self.search.placed.items():
            stages[name] = self._by_sector(part)
        stages["left-out"] = np.maximum(self.displaced - sum(stages.values()), 0.0)
        return stages

    @cached_property
    def retrained(self) -> Array:
        """(Y, R, n, X, K) of the displaced, in any stage: who were retrained."""
        return self._by_sector(self.search.retrained)

    @cached_property
    def waiting(self) -> tuple[Array, ...]:
        """(Y, R, n, X) each: without work 0, 1, 2 ... years after the post was lost."""
        return tuple(self._posts_by_sector(part) for part in self.search.waiting)

    @property
    def unopened(self) -> Array:
        """(Y, R, n, X) posts of the baseline that never open: nobody is displaced, somebody new is not hired."""
        return self.posts.unopened

    @property
    def ended(self) -> Array:
        """(Y, R, n, X) temporary posts (building) that ended: not in the ledger, their holders look for work as well."""
        return self.posts.ended

    def _part(self, part: Array) -> Array:
        """`part` (Y, R, X, K) as a share of those who look for work."""
        return np.divide(part, self.seeking, out=np.zeros_like(part), where=self.seeking > 0)

    def _by_sector(self, part: Array) -> Array:
        """(Y, R, n, X, K): people of a place and skill come from its sectors as the seekers do."""
        seekers = (self.posts.lost - self.retired_posts)[..., None] * self.shares
        return seekers * self._part(part)[:, :, None]

    def _posts_by_sector(self, part: Array) -> Array:
        """The same summed over skill, (Y, R, n, X)."""
        share = self._part(part)
        found = [share[:, :, x] @ self.shares[:, x].T for x in range(share.shape[2])]
        return np.stack(found, axis=3) * (self.posts.lost - self.retired_posts)

    def by(self, stage: str, by: Sequence[str] = ()) -> Array:
        """People of a stage (or `displaced`, `re-employed`, `retrained`), (Y, *by); dimensions region, sector, sex, skill."""
        for name in by:
            if name not in AXES or (name == "skill" and not self.skills):
                raise InputError(
                    f"The ledger has no dimension called {name}. Choose among: {', '.join(self.dimensions)}."
                )
        if set(by) <= {"region", "sex"} and stage in ("displaced", *STAGES):
            return self._by_place(stage, by)
        cells = self._stage(stage)
        drop = tuple(i + 1 for i, name in enumerate(AXES) if name not in by)
        kept = [name for name in AXES if name in by]
        return cells.sum(axis=drop).transpose(0, *(1 + kept.index(d) for d in by))

    @cached_property
    def _places(self) -> Mapping[str, Array]:
        """Stage -> (Y, R, X), without the cells by sector and skill, which take a hundred times as long."""
        found = {
            "displaced": self.posts.lost.sum(axis=2),
            "retired": self.retired_posts.sum(axis=2),
            **{name: part.sum(axis=3) for name, part in self.search.placed.items()},
        }
        rest = found["displaced"] - sum(found[name] for name in STAGES[:-1])
        return {**found, STAGES[-1]: np.maximum(rest, 0.0)}

    def _by_place(self, stage: str, by: Sequence[str]) -> Array:
        """People of a stage, (Y, *by), of region and sex."""
        drop = tuple(1 + at for at, name in enumerate(("region", "sex")) if name not in by)
        summed = self._places[stage].sum(axis=drop)
        return summed.transpose(0, 2, 1) if tuple(by) == ("sex", "region") else summed

    @property
    def dimensions(self) -> tuple[str, ...]:
        return AXES if self.skills else AXES[:3]

    def _stage(self, stage: str) -> Array:
        special = {"displaced": self.displaced, "retrained": self.retrained}
        if stage == "re-employed":
            return self.re_employed
        if stage not in special and stage not in self.stages:
            names = ", ".join(("displaced", *STAGES, "re-employed", "retrained"))
            raise InputError(f"The ledger has no stage called {stage}. Choose among: {names}.")
        return special.get(stage, self.stages.get(stage, self.displaced))

    @cached_property
    def re_employed(self) -> Array:
        """(Y, R, n, X, K)"""
        s = self.stages
        return s["same-place-and-skill"] + s["same-place-other-skill"] + s["elsewhere"]

    @property
    def not_hired(self) -> Array:
        """(Y,) people not hired because a post did not open, or was not filled again when its holder came of age."""
        return (self.unopened + self.not_refilled).sum(axis=(1, 2, 3))

    def rows(self, by: Sequence[str] = ()) -> Iterator[tuple[str, Array]]:
        """Each line of the ledger with its figures (Y, *by), the displaced first."""
        yield "displaced", self.by("displaced", by)
        for stage in STAGES:
            yield stage, self.by(stage, by)

    # --- money ------------------------------------------------------------------------------------------------------

    def fund(self, policy: Policy | None = None) -> Fund:
        """What is paid under a policy, by default the pathway's own; `Policy(1, 1)` is what covering all would need.

        The people are those of this ledger; with wider retraining fewer would be left out.
        """
        policy = self.policy if policy is None else policy
        p = self.parameters
        rate = p.share("income_support_rate") * policy.income_support
        wage = rate * np.minimum(self.wage, self.ceiling[:, None, None]) * 1e-6
        trained = policy.retraining * self.search.eligible.sum(axis=(1, 2, 3))
        support = np.zeros((len(wage), self.wage.shape[1]))
        if rate:
            for lag, weight in enumerate(_years_of(p.value("income_support_years"))):
                # Who waits longer than the search lasts stays left out.
                without = self.waiting[min(lag, len(self.waiting) - 1)]
                paid = weight * (without.sum(axis=1) * wage).sum(axis=2)
                support[lag:] += paid[: len(paid) - lag]
        bridge = spread(
            (self.retired_posts.sum(axis=1) * wage).sum(axis=2), _bridge(p.value("retirement_bridge_years"))
        )
        return Fund(
            retraining=trained * p.value("retraining_cost") * 1e-6,
            income_support=support.sum(axis=1),
            bridge=bridge.sum(axis=1),
            support_by_sector=support + bridge,
        )

    @property
    def fund_needed(self) -> Fund:
        """What it takes to retrain and support everybody."""
        return self.fund(Policy(1.0, 1.0))

    def earnings_lost(self, scar: float | None = None) -> Array:
        """(Y,) million US$: what the re-employed earn less than before, while it lasts. `scar` as a share."""
        scar = self.parameters.share("wage_scar") if scar is None else scar
        lost = (self.re_employed.sum(axis=4) * self.wage[:, None]).sum(axis=(1, 2, 3)) * scar * 1e-6
        return spread(lost[:, None], _years_of(self.parameters.value("wage_scar_years")))[:, 0]

    @property
    def earnings_lost_range(self) -> tuple[Array, Array]:
        """(Y,) at the low and the high end of the cited range of the scar."""
        scar = self.parameters["wage_scar"]
        low, high = (v if v is not None else scar.value for v in (scar.low, scar.high))
        return self.earnings_lost(low / 100.0), self.earnings_lost(high / 100.0)

    @property
    def wages_of_left_out(self) -> Array:
        """(Y,) million US$ a year that the posts of those left out in that year had paid."""
        return (self.stages["left-out"].sum(axis=4) * self.wage[:, None]).sum(axis=(1, 2, 3)) * 1e-6


# --- building the ledger --------------------------------------------------------------------------------------------


def posts_of(change: Array, baseline: Array) -> Posts:
    """Posts from the change against the baseline and the baseline's level, both (Y, R, n, X).

    With L the shortfall and G the excess against the baseline B, P = B - L + G. What the baseline itself adds or gives up is no
    post of the pathway's: short(t) = (L(t) - L(t-1))+ is what the year takes away, unopened = min(short, (B(t) - B(t-1))+) of it
    was still to come, lost = short - unopened was held by somebody; more(t) = (G(t) - G(t-1))+ + (L(t-1) - L(t))+, kept =
    min(more, (B(t-1) - B(t))+) of it only stands where the baseline gives up a post (a mine that is closed already cannot lose
    it again), opened = more - kept. P(t) - P(t-1) = growth taken up + opened - lost - ended - falling.
    """
    short, above = np.maximum(-change, 0.0), np.maximum(change, 0.0)
    dL = np.diff(short, axis=0, prepend=np.zeros_like(short[:1]))
    dG = np.diff(above, axis=0, prepend=np.zeros_like(above[:1]))
    dB = np.diff(baseline, axis=0, prepend=baseline[:1])
    growth, fall = np.maximum(dB, 0.0), np.maximum(-dB, 0.0)
    taken = np.maximum(dL, 0.0)
    unopened = np.minimum(taken, growth)
    more = np.maximum(dG, 0.0) + np.maximum(-dL, 0.0)
    kept = np.minimum(more, fall)
    return Posts(
        lost=taken - unopened,
        unopened=unopened,
        opened=more - kept,
        ended=np.maximum(-dG, 0.0),
        standing=np.maximum(baseline - short, 0.0),
        falling=fall - kept,
    )


def retire(posts: Posts, flow: Array, window: float, fall_retired: float) -> tuple[Array, Array]:
    """Posts lost whose holders come of age in that year, and those whose holders leave before; both (Y, R, n, X).

    E people of a cell are within `window` years of pension age; at rest E = window * flow * standing, and E / window reach
    it in a year. A person retires once: of the posts that the baseline gives up itself, the share `fall_retired` is answered by
    people who come of age in that year, and these are not free: needed = sum over the years of the window of
    min(fall_retired * falling, E / window). The others' posts go first, of those of age, then of those who may leave early:
    gone = min(lost, E - needed). `flow` (X,) a year.
    """
    in_time, early = np.zeros_like(posts.lost), np.zeros_like(posts.lost)
    # A post that goes in a year was held at its start, so the older people of the year's start may leave it.
    held = posts.standing + posts.lost
    falling = fall_retired * posts.falling
    older = window * flow * held[0]
    for t in range(len(posts.lost)):
        of_age = older / window
        ahead = zip(falling[t:], _years_of(window), strict=False)
        needed = np.sum([weight * np.minimum(fall, of_age) for fall, weight in ahead], axis=0)
        answered = np.minimum(falling[t], of_age)
        gone = np.minimum(posts.lost[t], np.minimum(older - needed, held[t]))
        early[t] = np.maximum(gone + answered - of_age, 0.0)
        in_time[t] = gone - early[t]
        if t + 1 < len(posts.lost):
            older = np.maximum(older - np.maximum(of_age, gone + answered), 0.0) + flow * posts.standing[t]
    return in_time, early


def build_ledger(
    posts: Posts,
    skill: Array | None,
    skills: tuple[str, ...],
    wage: Array,
    mean_wage: Array,
    policy: Policy,
    parameters: PeopleParameters,
) -> Ledger:
    """The ledger of a pathway. `skill` (n, X, K) shares, None without figures on skill; `wage` (Y, n, X) and `mean_wage`
    (Y,) in US$ a year."""
    shares = np.ones((*posts.lost.shape[2:], 1)) if skill is None else skill
    flow = np.array([parameters.share("retirement_flow_women"), parameters.share("retirement_flow_men")])
    in_time, early = retire(
        posts,
        flow,
        parameters.value("retirement_bridge_years"),
        parameters.share("baseline_fall_retired"),
    )
    posts = replace(posts, lost=posts.lost - in_time)
    seekers = posts.lost - early
    seeking = _by_skill(seekers, shares)
    opened = _by_skill(posts.opened, shares)
    return Ledger(
        posts=posts,
        not_refilled=in_time,
        retired_posts=early,
        shares=shares,
        seeking=seeking,
        search=search_jobs(seeking, opened, policy, parameters),
        openings=opened,
        skills=skills,
        policy=policy,
        wage=wage,
        ceiling=parameters.share("income_support_ceiling") * mean_wage,
        parameters=parameters,
    )


def _by_skill(posts: Array, shares: Array) -> Array:
    """(Y, R, X, K) posts (Y, R, n, X) by skill, summed over sectors."""
    found = [np.ascontiguousarray(posts[..., x]) @ shares[:, x] for x in range(posts.shape[3])]
    return np.stack(found, axis=2)


def search_jobs(seeking: Array, opened: Array, policy: Policy, parameters: PeopleParameters) -> Search:
    """Match `seeking` with what is `opened`, both (Y, R, X, K), year after year while people search.

    The displaced are considered first for a share of the posts; for the others only those retrained with success.

    Every year: own place and skill; own place, another skill; and, once they have had time to move, elsewhere. Those who
    lost their post in a year come before those who search longer. After the last year of the model nobody finds work.
    """
    years = len(seeking)
    left, free = seeking.copy(), parameters.share("openings_for_displaced") * opened
    spare = opened - free
    placed = {name: np.zeros_like(left) for name in STAGES[1:4]}
    eligible, retrained, able = (np.zeros_like(left) for _ in range(3))
    waiting = []
    movers = np.zeros_like(left)
    delay = round(parameters.value("moving_delay"))
    for lag in range(round(parameters.value("search_years")) + 1):
        people, offers = left[: years - lag], free[lag:]
        same = np.minimum(people, offers)
        placed[STAGES[1]][: years - lag] += same
        people -= same
        offers -= same
        if lag == 0:
            eligible = left.copy()
            retrained = policy.retraining * left
            able = parameters.share("retraining_success") * retrained
        trained = able[: years - lag]
        # First what nobody else of the displaced could take, so that training takes no post from another.
        placed[STAGES[2]][: years - lag] += take_with_training(people, spare[lag:], trained)
        placed[STAGES[2]][: years - lag] += match_levels(people, offers, trained)
        if lag == delay:
            movers = parameters.share("moving_share") * left
        if lag >= delay:
            gone = move(np.minimum(movers, left)[: years - lag], offers, trained)
            placed[STAGES[3]][: years - lag] += gone
            people -= gone
            movers[: years - lag] -= gone
            np.minimum(able, left, out=able)
        waiting.append(left.copy())
    return Search(placed, eligible, retrained, tuple(waiting))


def match_levels(left: Array, free: Array, able: Array) -> Array:
    """Posts of another skill level taken by `left`, arrays (..., K): people placed, by their own level.

    The nearest level first. Anybody may step down; a step up is for those who were retrained with success (`able`). What is
    taken is subtracted from all three in place.
    """
    placed = np.zeros_like(left)
    K = left.shape[-1]
    for distance in range(1, K):
        for own in range(K):
            for target, up in ((own + distance, True), (own - distance, False)):
                if not 0 <= target < K:
                    continue
                most = np.minimum(able[..., own], left[..., own]) if up else left[..., own]
                taken = np.minimum(most, free[..., target])
                placed[..., own] += taken
                left[..., own] -= taken
                free[..., target] -= taken
                able[..., own] = np.minimum(able[..., own] - taken * up, left[..., own])
    return placed


def take_with_training(left: Array, spare: Array, able: Array) -> Array:
    """Posts for which others are considered first, taken by those who were retrained with success: by their own level.

    Any level, the own one first. Arrays (..., K); what is taken is subtracted from all three in place.
    """
    same = np.minimum(np.minimum(able, left), spare)
    left -= same
    spare -= same
    able -= same
    group = np.minimum(able, left)
    rest = group.copy()
    other = match_levels(rest, spare, group)
    left -= other
    able -= other
    np.minimum(able, left, out=able)
    return same + other


def move(movers: Array, free: Array, able: Array) -> Array:
    """People (Y, R, X, K) who take what is free anywhere in the country, by the place they come from.

    Own skill first, then another level; `free` loses what is taken, in proportion, in place.
    """
    people, pool = movers.sum(axis=1), free.sum(axis=1)
    before = pool.copy()
    left = people.copy()
    same = np.minimum(left, pool)
    left -= same
    pool -= same
    trained = np.minimum(np.minimum(able, movers).sum(axis=1), left)
    taken = same + match_levels(left, pool, trained)
    share = np.divide(taken, people, out=np.zeros_like(people), where=people > 0)
    free *= np.divide(pool, before, out=np.ones_like(pool), where=before > 0)[:, None]
    return movers * np.minimum(share, 1.0)[:, None]


def spread(amount: Array, weights: Array) -> Array:
    """(Y, m) `amount` paid out over the years from its own, `weights[j]` of it after j years."""
    out = np.zeros_like(amount)
    for j, weight in enumerate(weights[: len(amount)]):
        out[j:] += weight * amount[: len(amount) - j]
    return out


def _years_of(years: float) -> Array:
    """Weights of `years` full years; a fraction falls into the last one."""
    return np.clip(years - np.arange(int(np.ceil(years))), 0.0, 1.0)


def _bridge(years: float) -> Array:
    """Part of those who leave early still below pension age in each year after: they are evenly 0 to `years` away."""
    j = np.arange(int(np.ceil(years)))
    return np.clip((years - j - 0.5) / years, 0.0, 1.0)
