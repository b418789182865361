"""Which pairs are worth comparing: records that share a key, and never all with all."""
