"""Discovery: finding what is offered by words, place, time and need, and telling other programs of it.

Its words: *search* (words and conditions, all of which must hold; the address of the page holds
the whole of it), *saved search* (a person's own, with how often new finds are told), *near* (a
place and so many kilometres around it). Other programs read the same by schema.org, HSDS,
iCalendar and Atom: only what is shown to everybody.
"""
