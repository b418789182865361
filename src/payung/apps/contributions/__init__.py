"""The first payment: how it is made, who holds the money, and what the insurer's file says of it in the end."""
