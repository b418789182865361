"""Rosters as offices, companies, cooperatives and programs send them: what each is read as."""
