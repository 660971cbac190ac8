"""People, not only posts: skill, age and formality of jobs, wages, the transition ledger, green jobs.

Nothing here runs inside `simulate` unless a lever asks for it; `Result.people` computes what is asked, when it is asked.
"""

from __future__ import annotations

from model.people.ledger import Fund, Ledger
from model.people.parameters import people_parameters
from model.people.view import DIMENSIONS, People
from model.people.wages import Wages

__all__ = ["DIMENSIONS", "Fund", "Ledger", "People", "Wages", "people_parameters"]
