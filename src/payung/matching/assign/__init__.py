"""Who is whom when nobody is two: probabilities, links, and whether the probabilities hold."""
