"""The employment-impact model: one economy + one world + one pathway -> one result. It knows no screen."""

import os
from typing import TYPE_CHECKING

from model.version import MODEL_VERSION

if TYPE_CHECKING:
    from model.run import simulate

# The model's matrices are small: threads inside one product only wait for each other, and sum in another order on another
# machine. numpy reads this when it is first imported; what the environment says already stands.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["MODEL_VERSION", "simulate"]


def __getattr__(name: str) -> object:
    # `simulate` is loaded when asked for, so that the command line's help needs no numpy.
    if name == "simulate":
        from model.run import simulate

        return simulate
    raise AttributeError(f"module 'model' has no attribute {name!r}")
