"""CNN Lab: build a convolutional neural network, train it, watch every number inside it."""

__version__ = "0.1.0"
