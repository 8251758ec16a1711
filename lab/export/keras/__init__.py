"""Keras: a script that trains the network as it is trained here, and its weights."""
