"""Pictures of a campaign's figures: its pace, who stays, places beside each other, and all of it on one sheet."""
