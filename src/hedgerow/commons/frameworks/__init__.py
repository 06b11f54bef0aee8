"""Frameworks: principles, components, indicators, curricula as trees of *items*, with *scales*."""
