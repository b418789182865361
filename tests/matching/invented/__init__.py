"""Invented rosters with truth, to test and measure record linkage: who they are, how they live, how clerks spoil them.

Nothing here knows the engine. `rosters.rosters(people, profile, seed)` is the library call, and
`python -m tests.matching.invented OUT_FOLDER` writes Parquet.
"""
