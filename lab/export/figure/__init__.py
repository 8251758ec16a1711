"""A network as a figure in text: what there is to draw, where it stands, and the words for LaTeX and Mermaid."""
