"""The insurer's facts: memberships, payments, and the protection calendar that follows from them."""
