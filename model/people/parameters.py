"""Parameters about people: data/parameters/people.csv, the country's own value where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from model.errors import InputError
from model.parameters import DATA, Parameter, read_rows

FILE = "people.csv"


@cache
def _table() -> Mapping[tuple[str, str], Parameter]:
    """(id, scope) -> parameter; scope is "world" or a country code."""

    def number(text: str) -> float | None:
        return float(text) if text else None

    return {
        (r["id"], r["scope"]): Parameter(
            id=r["id"],
            value=float(r["value"]),
            low=number(r["low"]),
            high=number(r["high"]),
            unit=r["unit"],
            source=r["source"],
            grade=r["grade"],
            note=r["note"],
            label=r["label"],
        )
        for r in read_rows(DATA / "parameters" / FILE)
    }


class PeopleParameters(Mapping[str, Parameter]):
    """The parameters of one country by id. `value` and `share` (of a figure in %) are what equations use."""

    def __init__(self, iso3: str, edits: Mapping[str, float] | None = None) -> None:
        self._iso3 = iso3
        table = _table()
        names = dict.fromkeys(name for name, _ in table)
        found = {n: table.get((n, iso3)) or table.get((n, "world")) for n in names}
        self._found = {n: p for n, p in found.items() if p is not None}
        self._edits = dict(edits or {})
        for name, value in self._edits.items():
            known = self._found.get(name)
            if known is None:
                raise InputError(f"There is no people parameter called {name}. See data/parameters/{FILE}.")
            low, high = known.low, known.high
            if (low is not None and value < low) or (high is not None and value > high):
                raise InputError(
                    f"{name} = {value:g} is out of its range. Give a value from {low:g} to {high:g} {known.unit}."
                )

    def __getitem__(self, name: str) -> Parameter:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def key(self) -> tuple[object, ...]:
        """What two equal sets of parameters share."""
        return (self._iso3, *sorted(self._edits.items()))

    def value(self, name: str) -> float:
        """The value in its own unit: what a user set, else the table's."""
        return self._edits.get(name, self._found[name].value)

    def share(self, name: str) -> float:
        """A value given in %, as a share."""
        return self.value(name) / 100.0


def people_parameters(iso3: str, edits: Mapping[str, float] | None = None) -> PeopleParameters:
    """Parameters of a country; `edits` replace values within their range, else a sentence says what is allowed."""
    return PeopleParameters(iso3, edits)
