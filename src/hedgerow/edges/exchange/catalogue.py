"""Everything a spreadsheet can fill, in the order in which a newcomer would fill it."""

from collections.abc import Mapping

from hedgerow.commons.activities.targets import ACTIVITIES, ATTENDANCE, ENROLMENTS
from hedgerow.commons.membership.targets import FAMILIES, GROUPS, ORGANISATIONS, PEOPLE, PLACES
from hedgerow.commons.observations.targets import OBSERVATIONS
from hedgerow.commons.people.targets import GUARDIANS
from hedgerow.foundation.targets import Target

TARGETS: Mapping[str, Target] = {
    one.name: one
    for one in (
        ORGANISATIONS,
        PEOPLE,
        GUARDIANS,
        FAMILIES,
        GROUPS,
        PLACES,
        ACTIVITIES,
        ENROLMENTS,
        ATTENDANCE,
        OBSERVATIONS,
    )
}
