"""Doors for other systems, beside the pages: versions of the API, one file per resource."""
