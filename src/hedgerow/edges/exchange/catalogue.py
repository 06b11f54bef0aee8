"""Everything a spreadsheet can fill, in the order in which a newcomer would fill it."""

from collections.abc import Mapping

from hedgerow.commons.observations.targets import TARGETS as OBSERVATIONS
from hedgerow.commons.people.targets import TARGETS as PEOPLE
from hedgerow.foundation.targets import Target

TARGETS: Mapping[str, Target] = {one.name: one for one in (*PEOPLE, *OBSERVATIONS)}
