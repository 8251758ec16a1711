"""How fast the engine is, beside PyTorch on the same machine: one measurement per file.

Whatever is compared is interleaved in one run, because a machine's speed drifts; only the ratio means anything.
"""
