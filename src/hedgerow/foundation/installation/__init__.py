"""The installation: its data folder, identity, keys, health, request ids, logs and back-ups."""
