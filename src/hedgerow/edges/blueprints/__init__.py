"""Blueprints: what an ecosystem of a kind holds, as data that is checked when read."""
