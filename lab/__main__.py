"""`python -m lab VERB ...`: the laboratory without its window."""

import sys

if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a program in one file
        import multiprocessing

        multiprocessing.freeze_support()
    from lab.cli import main

    sys.exit(main())
