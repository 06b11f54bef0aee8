"""Which role grants what: the one table.

A role is held in a whole ecosystem or, where ``at_site`` says so, for one organisation. A role
that *cascades* also holds in the ecosystems below (a network's convener in its hives). What a
role is called here is a word of the ecosystem's vocabulary, never a condition in code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hedgerow.commons.activities import permissions as activities
from hedgerow.commons.bodies import permissions as bodies
from hedgerow.commons.ecosystems import permissions as ecosystems
from hedgerow.commons.frameworks import permissions as frameworks
from hedgerow.commons.membership import permissions as membership
from hedgerow.commons.observations import permissions as observations
from hedgerow.commons.people import permissions as people
from hedgerow.commons.records import permissions as records
from hedgerow.edges.archives import permissions as archives
from hedgerow.features.engagement.care import permissions as care
from hedgerow.features.engagement.choice import permissions as choice
from hedgerow.features.engagement.families import permissions as families
from hedgerow.features.engagement.mentoring import permissions as mentoring
from hedgerow.features.engagement.opportunities import permissions as opportunities
from hedgerow.features.engagement.partners import permissions as partners
from hedgerow.features.engagement.placements import permissions as placements
from hedgerow.profile import permissions as profile


@dataclass(frozen=True, slots=True)
class Role:
    """What a role grants in the ecosystem, and what it grants for its organisation alone."""

    grants: frozenset[str]
    site_grants: frozenset[str] = frozenset()
    cascades: bool = False


MEMBER = frozenset(
    {
        ecosystems.VIEW_ECOSYSTEM,
        activities.VIEW_ACTIVITIES,
        opportunities.VIEW_OPPORTUNITIES,
        mentoring.OFFER_HELP,
    }
)
COLLEAGUE = MEMBER | {
    people.VIEW_PEOPLE,
    profile.VIEW_READINGS,
    partners.VIEW_PARTNERS,
    opportunities.PROPOSE,
}
GUIDE = COLLEAGUE | {people.VIEW_LED_LEARNERS}
TEACHING = frozenset(
    {
        people.VIEW_LEARNERS,
        membership.VIEW_GROUPS,
        membership.ISSUE_CARDS,
        activities.EDIT_ACTIVITIES,
        activities.ENROL,
        activities.MARK_ATTENDANCE,
        records.VIEW_RECORDS,
        records.RECORD_PROGRESS,
        families.SEND_MESSAGES,
        families.LOG_CONTACT,
        opportunities.OFFER,
        mentoring.ARRANGE,
        placements.VIEW_PLACEMENTS,
        placements.ARRANGE,
    }
)
PARTNERING = frozenset(
    {
        placements.HOST,
        activities.CONFIRM_SESSION,
        partners.VIEW_AGREEMENTS,
        partners.EDIT_AGREEMENTS,
        partners.EDIT_CONTACTS,
        partners.EDIT_ADVISERS,
    }
)
LEADING = (
    TEACHING
    | PARTNERING
    | {
        people.EDIT_PEOPLE,
        placements.WAIVE,
        membership.EDIT_GROUPS,
        membership.RECORD_CONSENT,
        families.VIEW_CONTACTS,
        care.REFER,
        care.HANDLE_REFERRALS,
        observations.RECORD_OBSERVATIONS,
        observations.CHECK_RECORDS,
        mentoring.SUPERVISE,
    }
)
CONVENING = (
    GUIDE
    | LEADING
    | {
        ecosystems.EDIT_ECOSYSTEM,
        ecosystems.CLOSE_ECOSYSTEM,
        ecosystems.REOPEN_ECOSYSTEM,
        ecosystems.EXPORT_ECOSYSTEM,
        ecosystems.EDIT_CALENDAR,
        ecosystems.EDIT_FIGURES,
        people.EDIT_ORGANISATIONS,
        people.ERASE_PERSON,
        people.BAR_GUARDIAN,
        families.VIEW_FAMILIES,
        care.VIEW_REFERRALS,
        care.LEAD_CONCERNS,  # to give it on; which concerns one reads, one's own role says
        families.EDIT_TEMPLATES,
        families.EDIT_RULE,
        membership.INVITE,
        membership.HAND_OVER,
        membership.ASSIGN_ROLES,
        membership.EDIT_MEMBERS,
        membership.IMPORT,
        bodies.EDIT_BODIES,
        bodies.SEAT_PEOPLE,
        frameworks.EDIT_FRAMEWORKS,
        observations.EDIT_INDICATORS,
        observations.DRAW_SAMPLE,
        archives.EXPORT,
        placements.EDIT_KINDS,
        opportunities.EDIT_KINDS,
        choice.RUN_ROUNDS,
        choice.USE_NEEDS,
        mentoring.RECORD_CHECKS,
        mentoring.SET_TERMS,
    }
)

ROLES: Mapping[str, Role] = MappingProxyType(
    {
        "convener": Role(CONVENING, cascades=True),
        "leader": Role(GUIDE | {families.VIEW_FAMILIES, care.VIEW_REFERRALS}, LEADING),
        "educator": Role(GUIDE | {families.VIEW_FAMILIES}, TEACHING),
        "tutor": Role(GUIDE | {families.VIEW_FAMILIES}),
        "partner": Role(
            GUIDE | {care.VIEW_REFERRALS},
            PARTNERING | {opportunities.OFFER, care.REFER, care.HANDLE_REFERRALS},
        ),
        # counts and intervals, and the records drawn to be checked: no child by name
        "evaluator": Role(COLLEAGUE | {partners.VIEW_AGREEMENTS, observations.CHECK_RECORDS}),
        "seat_holder": Role(COLLEAGUE),
        "safeguarding_lead": Role(MEMBER | {care.LEAD_CONCERNS}),
        "safeguarding_deputy": Role(MEMBER | {care.LEAD_CONCERNS}),
        "guardian": Role(MEMBER | {opportunities.PROPOSE}),
        "learner": Role(MEMBER),
        "member": Role(COLLEAGUE),
    }
)
