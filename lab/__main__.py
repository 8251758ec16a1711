"""`python -m lab VERB ...`: the laboratory without its window."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from lab.cli import main

    sys.exit(main())
