"""The nouns that several of the seven features share."""
