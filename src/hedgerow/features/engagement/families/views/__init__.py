"""Pages of families: of guardians, of learners, of those who stay in touch, of those on duty."""
