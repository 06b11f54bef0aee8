"""Who served whom, and what waits for each this week."""
