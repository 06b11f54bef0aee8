"""Ecosystems: the networks that run here, as a tree.

An *ecosystem* has a kind, a *vocabulary* (its own words for roles and things), languages, a
territory, *terms* and *holidays*, *population figures* by group, and published *figures* of which
several may disagree: each carries its source and date and all are shown.
"""
