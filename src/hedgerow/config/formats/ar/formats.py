"""Arabic with the digits 0–9: the point stands before decimals, as in CLDR and in our sentences."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
