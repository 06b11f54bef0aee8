"""Who sees what of a learner, over every feature."""
