"""CASE 1.0 and 1.1: frameworks in from a CFPackage, out as one, served at the standard's addresses.

What a file says is kept as it came (``case`` beside the fields that pages show), and told again in
1.1's own form; what was changed here since then wins.
"""
