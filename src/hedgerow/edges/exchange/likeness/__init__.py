"""Who is new by a list without codes and resembles somebody here: told, never decided."""
