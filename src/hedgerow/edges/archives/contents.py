"""What of an ecosystem an archive holds, and what it leaves out and why.

The order is that of writing: what points comes before what is pointed at, so that a row which
comes into being meanwhile is never pointed at in vain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
NONE: Mapping[str, Text] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one model: ``within`` leads to the ecosystem's id; empty where others lead to it.

    ``without`` are columns left out, by name with the reason. ``persons`` are columns that hold a
    person's number, which an archive gives as the person's public id. ``sealed`` are columns whose
    numbers went into a seal: they are given besides, so that it can be reckoned anew.
    """

    name: str
    label: str
    says: str
    within: str = "ecosystem"
    without: Mapping[str, Text] = field(default_factory=lambda: NONE, hash=False)
    persons: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What such rows are called where a column names a kind of row, as the journal does."""
        return CALLED.get(self.label) or self.label.lower()

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.label)


CALLED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "files.StoredFile": "files.file",
        "membership.ConsentPurpose": "membership.purpose",
        "observations.SampledRecord": "observations.sampled",
        "opportunities.OpportunityKind": "opportunities.kind",
        "placements.PlacementKind": "placements.kind",
    }
)
"""Kinds of row that are not called as their model is."""
HERE_ALONE: Final = _("a secret, of use here alone")
STATE: Final = _("how far the work on it is here")

PARTS: Final = (
    Part("sign_ups", "opportunities.SignUp", "Who has a place in an opportunity, or waits."),
    Part("scores", "opportunities.Score", "Points that judges gave.", "entry__ecosystem"),
    Part("entries", "opportunities.Entry", "What was handed in to challenges."),
    Part("criteria", "opportunities.Criterion", "Lines of rubrics.", "opportunity__ecosystem"),
    Part("judges", "opportunities.Judge", "Who judges which challenge."),
    Part("opportunities", "opportunities.Opportunity", "What people can take part in."),
    Part("opportunity_kinds", "opportunities.OpportunityKind", "Kinds of opportunity."),
    Part("evaluations", "placements.Evaluation", "How both sides found a placement."),
    Part("placement_hours", "placements.HoursEntry", "What learners did at hosts, by the day."),
    Part("placement_hosts", "placements.HostAsk", "Which hosts were asked, and what they said."),
    Part("placement_steps", "placements.Step", "What placements required, and when it was there."),
    Part("placements", "placements.Placement", "Learners at hosts."),
    Part(
        "placement_requirements", "placements.Requirement", "What kinds of placement require.",
        "kind__ecosystem",
    ),
    Part("placement_kinds", "placements.PlacementKind", "Kinds of placement."),
    Part(
        "offers", "partners.Offer", "What may be asked of advisers.", "adviser__ecosystem",
    ),
    Part("advisers", "partners.Adviser", "Who advises, from when to when."),
    Part("contacts", "partners.Contact", "Whom to ask at an organisation."),
    Part("agreements", "partners.Agreement", "What was agreed with organisations."),
    Part("choice_refills", "choice.Refill", "Seats that came free and went on.", "round__ecosystem"),
    Part("choice_outcomes", "choice.Outcome", "Who got which place in a round of choice.",
         "round__ecosystem"),
    Part("choice_wishes", "choice.Wish", "What learners wished for.", "wish_list__round__ecosystem"),
    Part("choice_lists", "choice.WishList", "Lists of wishes.", "round__ecosystem"),
    Part("choice_runs", "choice.Run", "Each time a round of choice was run.", "round__ecosystem"),
    Part("choice_listed", "choice.Listed", "Who is on a list that gives priority.",
         "criterion__round__ecosystem"),
    Part("choice_criteria", "choice.Criterion", "Who goes first, and reserved seats.",
         "round__ecosystem"),
    Part("choice_offers", "choice.Offer", "What can be chosen in a round.", "round__ecosystem"),
    Part(
        "choice_draws", "choice.Draw", "Promises of seeds, and the seeds once they were shown.",
        "round__ecosystem", without={"secret": HERE_ALONE},
    ),
    Part("choice_rounds", "choice.Round", "Rounds in which learners choose.",
         without={"job": STATE}),
    Part("mentoring_pairs", "mentoring.Pairing", "Who mentors or tutors whom."),
    Part("mentoring_offers", "mentoring.Offer", "Who offers to mentor or tutor."),
    Part("mentoring_wishes", "mentoring.Need", "Who wishes for a mentor or tutor."),
    Part("mentoring_checks", "mentoring.Check", "Checks of those who help."),
    Part("mentoring_terms", "mentoring.MentoringTerms", "On which terms people are paired."),
    Part("attendance", "activities.Attendance", "Marks of who was there."),
    Part("progress", "records.Progress", "What learners have reached on items of frameworks."),
    Part("referral_steps", "care.ReferralStep", "What happened to referrals.", "referral__ecosystem"),
    Part("referrals", "care.Referral", "Who was referred to whom, and with what."),
    Part("family_contacts", "families.Contact", "Contacts with families."),
    Part("people_to_call", "families.EmergencyContact", "Whom to call in an emergency."),
    Part("health_notes", "families.HealthNote", "What those on duty must know of health."),
    Part("message_copies", "families.MessageCopy", "What families received, and answered.", "message__ecosystem"),
    Part("messages", "families.Message", "What was sent to families."),
    Part("message_templates", "families.MessageTemplate", "Messages in several languages."),
    Part("sight_decisions", "families.SightDecision", "Which guardian a learner lets see their record."),
    Part("family_rules", "families.FamilyRule", "What holds from the age of own consent on."),
    Part("absences", "activities.Absence", "Who was said not to come, and why."),
    Part("enrolments", "activities.Enrolment", "Places in activities."),
    Part("sessions", "activities.Session", "Meetings of activities."),
    Part("series", "activities.Series", "Rules by which sessions recur."),
    Part("rooms", "activities.Room", "Rooms in which sessions are held."),
    Part("deliveries", "activities.Delivery", "Who delivers which activity.", "activity__ecosystem"),
    Part("activities", "activities.Activity", "What is offered.",
         without={"title_folded": _("follows from the title")}),
    Part("activity_kinds", "activities.Kind", "Kinds of activity, with their minimum dosage."),
    Part(
        "sampled_records", "observations.SampledRecord", "Records held beside their source.",
        "sample__ecosystem",
    ),
    Part("samples", "observations.Sample", "Samples of records that were drawn."),
    Part("observations", "observations.Observation", "Values of indicators, or why there is none."),
    Part("indicators", "observations.Indicator", "What is observed."),
    Part("files", "files.StoredFile", "Files that were attached; the bytes lie under files/."),
    Part("mandates", "bodies.Mandate", "Who held which seat.", "body__ecosystem"),
    Part("seats", "bodies.Seat", "Seats of bodies.", "body__ecosystem"),
    Part("constituencies", "bodies.Constituency", "For whom seats speak.", "body__ecosystem"),
    Part("bodies", "bodies.Body", "Groups that decide."),
    Part(
        "associations", "frameworks.Association", "How items of frameworks belong together.",
        "framework__ecosystem",
    ),
    Part(
        "definitions", "frameworks.Definition", "What frameworks define besides.",
        "framework__ecosystem",
    ),
    Part("items", "frameworks.Item", "Items of frameworks.", "framework__ecosystem"),
    Part("frameworks", "frameworks.Framework", "Trees of items to work towards."),
    Part("scales", "frameworks.Scale", "Steps on which progress is told."),
    Part("group_places", "membership.GroupPlace", "Who is in which group.", "group__ecosystem"),
    Part("groups", "membership.Group", "Classes, cohorts and circles."),
    Part("roles", "membership.Assignment", "Who is what here."),
    Part("consents", "membership.Consent", "What people agreed to, and what they refused."),
    Part("consent_purposes", "membership.ConsentPurpose", "What people are asked to agree to."),
    Part(
        "invitations", "membership.Invitation", "Who was invited.",
        without={"secret_hash": HERE_ALONE, "sending": STATE, "trouble": STATE},
    ),
    Part("memberships", "membership.OrganisationMembership", "Organisations that take part."),
    Part("customs", "membership.Customs", "How membership is had here."),
    Part("declared_groups", "people.DeclaredGroup", "Population groups that people declared."),
    Part("population_groups", "people.PopulationGroup", "Population groups one may declare."),
    Part("guardians", "people.Guardian", "Who answers for which learner."),
    Part(
        "imports", "exchange.Import", "Files that rows came from.",
        without={"stored": STATE, "preview": STATE, "digest": STATE, "job": STATE,
                 "language": STATE},
    ),
    Part("mappings", "exchange.SavedMapping", "Mappings kept for spreadsheets."),
    Part("readings", "profile.Reading", "Measures as they were read.", "snapshot__ecosystem"),
    Part("snapshots", "profile.Snapshot", "When the profile was read."),
    Part(
        "openings", "accesslog.Opening", "Who opened a learner's record.",
        persons=("learner", "by_person", "on_behalf_of"),
    ),
    Part("seals", "journal.Seal", "Places of facts in the sealed tree (RFC 6962)."),
    Part("fact_contents", "journal.FactContent", "What facts say.", "fact__ecosystem"),
    Part("fact_subjects", "journal.FactSubject", "What facts are about.", "fact__ecosystem"),
    Part(
        "facts", "journal.Fact", "What happened, one row an act.",
        persons=("by_person", "on_behalf_of"), sealed=("ecosystem", "by_person", "on_behalf_of"),
    ),
    Part("carried", "blueprints.Carried", "What its blueprint holds that nothing here takes over yet."),
    Part("figures", "ecosystems.Figure", "Published figures."),
    Part("populations", "ecosystems.PopulationFigure", "How many people could be reached."),
    Part("holidays", "ecosystems.Holiday", "Days on which nothing is held."),
    Part("terms", "ecosystems.Term", "Terms of the school year."),
    Part("organisations", "people.Organisation", "Schools, partners and what they are part of.", ""),
    Part(
        "people", "people.Person", "People; of those whose record another ecosystem keeps, the id.",
        "", without={"account": _("how one signs in, here alone"), "sort_name": _("follows from the name"),
                     "signed_in_at": _("when one signed in last, here alone")},
    ),
    Part("ecosystem", "ecosystems.Ecosystem", "The ecosystem itself.", "pk"),
)  # fmt: skip

LINKS: Final = (
    ("activity_items", "activities.Activity", "items", "That an activity works on an item."),
    (
        "opportunity_items", "opportunities.Opportunity", "items",
        "That an opportunity works towards an item.",
    ),
    (
        "agreement_sites", "partners.Agreement", "sites",
        "That what an agreement is about is delivered at an organisation.",
    ),
    (
        "agreement_kinds", "partners.Agreement", "kinds",
        "That an agreement covers activities of a kind.",
    ),
    (
        "agreement_consents", "partners.Agreement", "consents",
        "That data are shared under an agreement only of those who agreed to a purpose.",
    ),
    (
        "choice_schools", "choice.Criterion", "schools",
        "That a rule of priority of kind `school` is met by learners of a school.",
    ),
    (
        "mentoring_offer_items", "mentoring.Offer", "items",
        "That somebody offers help with an item.",
    ),
    (
        "mentoring_wish_items", "mentoring.Need", "items",
        "That a learner wishes for help with an item.",
    ),
)  # fmt: skip
"""Many-to-many columns as files of their own: name, model, field, and what it says."""

LEFT_OUT: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "activities.CalendarFeed": HERE_ALONE,
        "activities.Note": _("seen by those who mark the register alone"),
        "acts.Act": _("answers for a double click, kept a day"),
        "archives.Archive": _("archives themselves"),
        "blueprints.Brought": _("files that people sent in to start ecosystems from"),
        "care.Concern": _("told in confidence, to the safeguarding leads alone"),
        "care.ConcernLook": _("told in confidence, to the safeguarding leads alone"),
        "care.ConcernNote": _("told in confidence, to the safeguarding leads alone"),
        "discovery.Followed": _("how far this installation has read the journal"),
        "discovery.NewFind": _("what a person is still to be told here"),
        "discovery.SavedSearch": _("a person's own, in that person's archive"),
        "exchange.ImportTrace": _("how to undo an import here"),
        "exchange.Lacking": _("whose roles may end with an import that waits here"),
        "exchange.Listed": _("what the next list is compared with here"),
        "installation.Installation": _("which installation this is"),
        "jobs.Job": _("work of this installation"),
        "jobs.Worker": _("processes of this installation"),
        "journal.Chain": _("follows from the seals"),
        "journal.ClosedBook": _("the ecosystem says when it was closed"),
        "journal.Unsealed": _("facts that wait for their seal; they are among the facts"),
        "membership.AddressChange": _("a link of a day"),
        "membership.ApiToken": HERE_ALONE,
        "membership.CodeApp": HERE_ALONE,
        "membership.FormerAddress": _("a letter that is still to leave"),
        "membership.OpenSession": HERE_ALONE,
        "membership.Passkey": HERE_ALONE,
        "membership.ProvedAddress": _("how one is written to, here alone"),
        "membership.Promotion": _("how to undo a change of the school year here"),
        "membership.RecoveryCode": HERE_ALONE,
        "membership.SignInAttempt": _("counts of an hour"),
        "membership.SignInCard": HERE_ALONE,
        "membership.SignInLink": HERE_ALONE,
        "notices.Hours": _("how a person wants mail from here"),
        "notices.Letter": _("mail from here"),
        "notices.Notice": _("what persons were told of what else is in it"),
        "notices.Preference": _("how a person wants mail from here"),
        "mentoring.Hold": _("a part of proposals"),
        "mentoring.Proposal": _("reckoned anew from offers and wishes"),
        "mentoring.ProposedPair": _("a part of proposals"),
        "mentoring.SessionNote": _("seen by who wrote them and who supervises alone"),
        "people.Account": _("how one signs in, here alone"),
        "people.Barring": _("by what order somebody is barred, for those alone who bar"),
        "people.ErasedCode": _(
            "says of nobody who it was; only keeps files from bringing them back"
        ),
        "people.Merge": _("how to undo a merge of two records here"),
        "people.NameWord": _("follows from the name"),
        "search.Entry": _("an index of what the rows themselves say"),
        "search.Stale": _("what is still to be read into that index"),
        "warehouse.Dirty": _("what is still to be copied"),
    }
)
