"""What engagement decides: who gets which place, by which order, and how likely it was. Pure."""
