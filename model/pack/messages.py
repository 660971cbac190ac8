"""Sentences for what a cell or a row has wrong: what was written, and what to write instead."""

from __future__ import annotations

from typing import Any

from model.pack.findings import Finding


def ragged(file: str, line: int, cells: int, columns: int) -> Finding:
    """Return the finding for a row that has more or fewer cells than the header."""
    message = f"The row has {cells} cells and the header has {columns}. Quote cells that hold a comma."
    return Finding(file, line, "", "bad-value", message)


def quote(value: object) -> str:
    """Return what the user wrote, short enough for a message."""
    text = str(value)
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


def explain(file: str, line: int, problem: Any) -> Finding:
    """Turn a problem that pydantic found into a sentence that says what to do."""
    column = str(problem["loc"][0]) if problem["loc"] else ""
    kind, value, context = problem["type"], quote(problem["input"]), problem.get("ctx", {})
    rule = "bad-value"
    if kind in ("float_parsing", "float_type", "finite_number"):
        rule = "not-a-number"
        message = (
            f"{value} is not a number. Write digits with a decimal point (1234.5), no thousands separator."
        )
    elif kind in ("int_parsing", "int_from_float", "int_type"):
        rule = "not-a-number"
        message = f"{value} is not a whole number. Write digits only (2035)."
    elif kind == "literal_error":
        message = f"{value} is not known here. Write {context['expected']}."
    elif kind == "greater_than_equal":
        rule = "negative-value" if context["ge"] == 0 else rule
        message = f"{value} is below {context['ge']:g}. Write a value from {context['ge']:g} up."
    elif kind == "greater_than":
        message = f"{value} is not above {context['gt']:g}. Write a value above {context['gt']:g}."
    elif kind == "less_than_equal":
        message = f"{value} is above {context['le']:g}. Write a value up to {context['le']:g}."
    elif kind == "string_too_short":
        message = "The cell is empty. Fill it in."
    elif kind == "string_too_long":
        message = f"The text is longer than {context['max_length']} characters. Shorten it."
    elif kind == "string_pattern_mismatch":
        message = f"{value} has not the form the format asks for ({context['pattern']}). Rewrite it."
    elif kind == "missing":
        message = "The value is missing. Add it."
    elif kind == "extra_forbidden":
        rule, message = "unknown-column", "The format has no such entry. Remove it."
    else:
        message = f"{problem['msg']}: {value}. Correct it."
    return Finding(file, line, column, rule, message)
