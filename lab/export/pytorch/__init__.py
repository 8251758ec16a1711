"""A network as a readable PyTorch program: its module, its weights under the module's names, and its training."""
