"""Performance budgets, measured as ratios in one run: `python -m benchmarks`."""

import model  # noqa: F401 - before anything that imports numpy, as in app.py: it says how many threads a product of matrices takes
