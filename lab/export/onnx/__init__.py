"""ONNX: networks as graphs of standard operators (https://onnx.ai). `onnx` is imported only where one is at hand."""
