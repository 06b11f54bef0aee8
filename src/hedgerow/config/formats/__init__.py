"""Formats of languages where Django's own differ from what pages say elsewhere."""
