"""What each permission lets a role do, in words; ``config`` says which role has which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.words import ROLES, Vocabulary, alone

MAY: Final[Mapping[str, Promise]] = {
    "ecosystems.ecosystem:view": _("see the ecosystem's pages"),
    "ecosystems.ecosystem:edit": _("change the ecosystem and its words"),
    "ecosystems.ecosystem:close": _("close the ecosystem"),
    "ecosystems.ecosystem:reopen": _("open the ecosystem again"),
    "ecosystems.ecosystem:export": _("take its set-up elsewhere"),
    "archives.archive:make": _("take an archive of everything away"),
    "ecosystems.calendar:edit": _("change terms and holidays"),
    "ecosystems.figure:edit": _("state figures"),
    "people.person:view": _("see who takes part"),
    "people.learner:view": _("see learners"),
    "people.led_learner:view": _("see the learners of groups they lead"),
    "people.person:edit": _("enter and change people"),
    "people.guardian:bar": _("bar a guardian by court order"),
    "people.person:erase": _("erase people"),
    "people.organisation:edit": _("enter and change organisations"),
    "membership.person:invite": _("invite people"),
    "membership.convening:hand_over": _("hand the ecosystem over to somebody else"),
    "membership.role:assign": _("assign and end roles"),
    "membership.organisation:edit": _("let organisations join and leave"),
    "membership.group:view": _("see groups"),
    "membership.group:edit": _("make and change groups"),
    "membership.card:issue": _("print cards to sign in with"),
    "membership.consent:record": _("ask for consents and record them"),
    "membership.import:run": _("bring in spreadsheets"),
    "bodies.body:edit": _("found and change bodies"),
    "bodies.mandate:give": _("seat people in bodies"),
    "frameworks.framework:edit": _("change frameworks"),
    "observations.indicator:edit": _("change indicators"),
    "observations.observation:record": _("record observations"),
    "activities.activity:view": _("see activities"),
    "activities.activity:edit": _("enter and change activities"),
    "activities.enrolment:make": _("enrol people"),
    "activities.attendance:mark": _("mark attendance"),
    "activities.session:confirm": _("confirm sessions for the other side"),
    "families.family:view": _("stay in touch with families"),
    "families.message:send": _("write to families"),
    "families.template:edit": _("change the words of messages to families"),
    "families.contact:log": _("note contacts with families"),
    "families.contact:view": _("read every contact with families"),
    "families.rule:edit": _("decide what guardians see from the age of own consent on"),
    "care.referral:view": _("see referrals of their organisation"),
    "care.referral:send": _("refer learners to other organisations"),
    "care.referral:handle": _("answer referrals"),
    "care.concern:view": _("name or be a safeguarding lead"),
    "choice.round:run": _("run rounds of choice"),
    "choice.need:use": _("let a declared need count in a round"),
    "mentoring.offer:make": _("offer to mentor or to tutor"),
    "mentoring.pairing:arrange": _("pair learners with mentors and tutors"),
    "mentoring.check:record": _("record the checks of mentors and tutors"),
    "mentoring.note:supervise": _("read the notes of mentors and tutors"),
    "mentoring.terms:set": _("set what mentoring asks for"),
    "observations.sample:draw": _("draw a sample of records to be checked"),
    "observations.sample:check": _("check sampled records against their source"),
    "opportunities.opportunity:view": _("see every opportunity here"),
    "opportunities.opportunity:offer": _("offer opportunities"),
    "opportunities.opportunity:propose": _("propose to offer something, for others to look at"),
    "opportunities.kind:edit": _("change the kinds of opportunity"),
    "partners.partner:view": _("see partners and what they delivered"),
    "partners.agreement:view": _("see agreements"),
    "partners.agreement:edit": _("write and sign agreements"),
    "partners.contact:edit": _("change the contacts of a partner"),
    "partners.adviser:edit": _("change who advises and what they offer"),
    "placements.placement:view": _("see placements"),
    "placements.placement:arrange": _("arrange placements"),
    "placements.placement:host": _("host placements and confirm hours"),
    "placements.step:waive": _("waive a step of a placement"),
    "placements.kind:edit": _("change the kinds of placement"),
    "records.progress:view": _("see learners' progress"),
    "records.progress:record": _("record progress"),
    "profile.reading:view": _("open readings of the profile"),
    "profile.snapshot:compute": _("have the profile worked out anew"),
}


@dataclass(frozen=True, slots=True)
class RoleInWords:
    """A role, what it may do in the whole ecosystem, and what for its organisation alone."""

    name: str
    everywhere: tuple[str | Promise, ...]
    at_site: tuple[str | Promise, ...]
    cascades: bool


def roles_in_words(vocabulary: Vocabulary) -> tuple[RoleInWords, ...]:
    """Every role by its word here; none of them takes a query."""
    return tuple(
        RoleInWords(
            alone(vocabulary, name),
            tuple(said for key, said in MAY.items() if key in role.grants),
            tuple(said for key, said in MAY.items() if key in role.site_grants - role.grants),
            role.cascades,
        )
        for name, role in settings.HEDGEROW_ROLES.items()
        if name in ROLES
    )


def needs_site(name: str) -> bool:
    """Whether a role does something only for the organisation it is held at."""
    role = settings.HEDGEROW_ROLES.get(name)
    return bool(role and role.site_grants - role.grants)
