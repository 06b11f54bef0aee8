"""Who mentors or tutors whom: offers, languages, load, checks and notes."""
