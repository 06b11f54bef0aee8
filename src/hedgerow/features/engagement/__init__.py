"""Breadth of engagement: who is reached, by whom, for how long.

Its words: *reach* (learners who took part, of those eligible), *equity* (the group reached
least beside all), *provider* (an organisation that delivers), *sector* (what kind of
organisation it is), *dosage* (time attended against the minimum declared before), *boundary
crossing* (learners whom more than one organisation serves). The records themselves (activities,
enrolments, attendance) belong to the commons; this app reads them and adds nothing of its own.
"""
