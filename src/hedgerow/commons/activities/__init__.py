"""Activities: whatever happens at a time with people.

An *activity* of some *kind* (with its *minimum dosage*) is *delivered by* organisations, happens in
*sessions*, has *enrolments*; *attendance* is one mark a person and session: present, late, absent
or excused, with minutes.
"""
