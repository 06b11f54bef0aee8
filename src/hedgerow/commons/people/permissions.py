"""What a member may be allowed to do with persons and organisations; names are stored."""

VIEW_PEOPLE = "people.person:view"
VIEW_LEARNERS = "people.learner:view"
VIEW_LED_LEARNERS = "people.led_learner:view"  # of the groups one leads
EDIT_PEOPLE = "people.person:edit"
EDIT_ORGANISATIONS = "people.organisation:edit"
ERASE_PERSON = "people.person:erase"
BAR_GUARDIAN = "people.guardian:bar"
