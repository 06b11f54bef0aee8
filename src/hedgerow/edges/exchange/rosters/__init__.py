"""Sets of files that school systems write: OneRoster CSV 1.1 and 1.2, School Data Sync, Kolibri."""
