"""Published results beside ours: data/cases/ holds a readable file a case, a case is data plus functions of a result."""

from model.cases.case import Case, Figure, load_cases
from model.cases.verdict import Line, lines_of

__all__ = ["Case", "Figure", "Line", "lines_of", "load_cases"]
