"""The law as dated data, for everybody: an index of figures, a page for each, and what changes next."""
