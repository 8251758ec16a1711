"""Operators of ONNX as layers: one family a file."""
