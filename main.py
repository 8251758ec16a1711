"""CNN Lab: `python main.py [FILE]` opens the laboratory."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from lab.ui.app.start import main

    sys.exit(main(sys.argv))
