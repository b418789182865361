"""Who signs in and what their role may do. Knows nothing of places, people or registrations."""
