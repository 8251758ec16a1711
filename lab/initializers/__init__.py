"""Rules for the first weights, one file each."""
