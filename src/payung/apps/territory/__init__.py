"""Places, who holds office in them on a day, and the scope in which everything else may be read or written."""
