"""Rules that change the learning rate over a run, one file each."""
