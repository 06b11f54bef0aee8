"""The seven features of a learning ecosystem, strangers to each other."""
