"""Membership: who belongs to an ecosystem, since when, in which role, in which group.

*Tier*: how closely an organisation is joined. *Role*: what a person is here, and through one table
(``config/roles.py``) what that person may do. *Group*: a class, tutor group or cohort.
"""
