"""Who was in an earlier list of a kind and is not in this one: told, and ended where that is chosen."""
