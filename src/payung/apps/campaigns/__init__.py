"""A campaign's target and progress, by place and by head."""
