"""The demonstration city: invented people, the reported totals (demo/medan.yaml), the same at every run."""
