"""What the hands do on the canvas: each gesture is an object with start, move, end and cancel."""
