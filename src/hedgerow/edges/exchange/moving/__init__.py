"""Who changes class by a list of pupils: told before the import, and taken out of the old class where that is chosen."""
