"""CNN Lab: `python main.py [FILE]` opens the laboratory."""

import sys

if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a program in one file
        import multiprocessing

        multiprocessing.freeze_support()
    from lab.ui.app.start import main

    sys.exit(main(sys.argv))
