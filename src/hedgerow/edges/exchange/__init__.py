"""Spreadsheets in: a file and a mapping become rows, previewed first, saved whole or not at all."""
