"""A country's OneRoster set, and what its import is measured beside."""
