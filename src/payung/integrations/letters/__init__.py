"""Letters as PDF, set by typst in the typeface that is shipped with the project."""
