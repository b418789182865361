"""The worker as a person: who they are, sealed identifiers, possible duplicates. Knows nothing of registrations."""
