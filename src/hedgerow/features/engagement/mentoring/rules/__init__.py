"""What mentoring decides: what a pair costs, who is paired with whom, and how good that is. Pure."""
