"""From a graph to a program over one arena, and the loop that trains it."""
