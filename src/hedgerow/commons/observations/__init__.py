"""Observations: the value of an *indicator* for an organisation, a period and a group.

A value that is missing is not 0: it has a reason.
"""
