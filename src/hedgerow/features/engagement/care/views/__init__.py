"""Pages of care: referrals, and concerns."""
