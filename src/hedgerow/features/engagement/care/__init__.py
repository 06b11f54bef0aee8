"""Referrals between organisations, and concerns for a child told to the one who leads on them."""
