"""What Keras does not have, or has otherwise, as its users would write it; goes into scripts word for word."""
