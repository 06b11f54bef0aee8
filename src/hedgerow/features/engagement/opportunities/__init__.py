"""Opportunities: what is offered, how it is found, who has a place and who waits.

Its words: *opportunity* (what is offered: a course, an event, a place in a laboratory, …), its
*kind* (a row of the ecosystem, with how one joins), *sight* (who may see it), *audience* (who may
join), *place* (a seat; held by who signed up, was offered it or was given it). A place that is
taken is an enrolment in the activity as which the opportunity runs: sessions and attendance stay
there.
"""
