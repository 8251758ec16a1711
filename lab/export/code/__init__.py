"""Networks from Python code that builds them in Keras or PyTorch: read, never executed.

`reading.read` is the way in. `reader.py` follows the statements with values of its own (`values.py`, `tensors.py`); the
files `keras_*.py` and `torch_*.py` say what each name of the two libraries means here.
"""
