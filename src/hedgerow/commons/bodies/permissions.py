"""What a member may be allowed to do about bodies; names are stored, so never renamed."""

EDIT_BODIES = "bodies.body:edit"
SEAT_PEOPLE = "bodies.mandate:give"
