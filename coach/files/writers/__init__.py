"""Writers: what was mended goes back into files, one module for each format that needs more than text."""
