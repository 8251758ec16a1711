"""What the learner makes: the graph, its shapes, the commands that change it, its history and its file."""
