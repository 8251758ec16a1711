"""The model card: what a network is, what it learned from, how, and how well. As Markdown."""
