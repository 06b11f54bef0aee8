"""Arabic with the digits 0–9: the point stands before decimals, as in CLDR and in our sentences."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، g:i A"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
