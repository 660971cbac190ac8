"""The command line: one module per command. Commands import the model inside, so that `--help` is quick."""

DIMENSIONS = ("sector", "sex", "region", "channel")
"""What `run --by` can split by."""
