"""From a request for a place at a host to confirmed hours and what both say of it."""
