"""Two lists matched with each other: asked for, worked on by a job, its result kept row by row until it is removed."""
