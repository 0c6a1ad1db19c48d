"""Reports: results into text for people and machines, one file each."""
