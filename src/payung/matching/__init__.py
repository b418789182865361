"""Who on which roster is whom: standardise, block, compare, score, assign; each stage stands alone and knows no Django.

Rosters are tables of text in DuckDB; behind the standardising everything is whole numbers in numpy arrays. The method,
its sources and its limits: docs/explanation/matching.md.
"""
