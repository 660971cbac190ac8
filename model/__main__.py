"""`python -m model`: the command line for analysts."""

import sys

from model.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
