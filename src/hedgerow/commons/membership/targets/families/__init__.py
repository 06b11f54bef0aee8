"""Learners with their guardians beside them, a line each: persons, roles and ties in one."""

from .target import FAMILIES

__all__ = ["FAMILIES"]
