"""Ways out of the laboratory and into it: formats of other programs, one file each in lab/export/formats."""
