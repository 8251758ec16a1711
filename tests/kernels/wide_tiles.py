"""A plugin of pytest: kernels get tiles as large as AVX-512 has room for, whatever registers this processor has.

Only processors with AVX-512 run AVX-512's instructions; which sums a tile makes can be tested on any.
"""

from lab.kernels import machine

machine.budget = lambda: 24
machine.lanes = lambda: 16
