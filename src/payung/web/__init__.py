"""Server-rendered pages, one folder per audience. Views do three things: check, call, render."""
