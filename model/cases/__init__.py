"""Published results beside ours: data/cases/ holds a readable file a case, a case is data plus functions of a result."""

from model.cases.case import Case, Figure, Opens, load_cases
from model.cases.track import TrackRow, track_record
from model.cases.verdict import Line, lines_of

__all__ = ["Case", "Figure", "Line", "Opens", "TrackRow", "lines_of", "load_cases", "track_record"]
