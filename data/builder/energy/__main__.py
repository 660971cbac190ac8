"""``python -m data.builder.energy --sources DIR``: write the parameter tables that all countries share."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import PARAMETERS, build_parameters

parser = argparse.ArgumentParser(prog="python -m data.builder.energy", description=__doc__)
parser.add_argument("--sources", type=Path, required=True, help="folder of the published figures")
for line in build_parameters(parser.parse_args().sources, PARAMETERS):
    print(line)
