"""What can be said of a network before it is trained: arrays, sums, memory, receptive fields, comparisons."""
