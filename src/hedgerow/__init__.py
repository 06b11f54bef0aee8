"""Hedgerow: run a learning ecosystem, and see it whole."""
