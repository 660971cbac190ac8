"""One file per chart: a pure function from numbers to a plain figure dictionary. The browser repaints only the data."""
