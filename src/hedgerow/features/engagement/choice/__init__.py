"""Who chooses what, and who gets which place."""
