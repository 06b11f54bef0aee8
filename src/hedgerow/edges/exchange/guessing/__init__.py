"""The columns of an unknown spreadsheet: which field each fills, proposed, chosen and remembered."""
