"""The input-output part of a country pack: from a published table to million US$ of 2023 with power technologies."""

from data.builder.table.stages import build

__all__ = ["build"]
