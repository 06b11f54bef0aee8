"""A country written straight into the database: rows by the million, from arithmetic alone.

At scale 1: 30,000 organisations, 1,000,000 people, 100,000 activities of 20 sessions held and one to
come, 1,000,000 places, 20,000,000 marks. Every row follows from its number, so that two countries of one
scale are equal and one of a hundredth has schools, groups and activities of the same size, only fewer.
The same statements run on both engines; indexes are built after the rows.
"""
