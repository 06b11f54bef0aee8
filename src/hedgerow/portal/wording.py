"""What rows about a person, parts of a record and countries are called."""

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.kinds import in_words

Text = str | Promise

RECORDS: Mapping[str, Text] = {
    "activities.absence": _("absences reported"),
    "activities.activity": _("activities led"),
    "activities.attendance": _("attendance"),
    "activities.calendarfeed": _("the address of the calendar"),
    "activities.enrolment": _("places in activities"),
    "activities.session": _("sessions marked, confirmed or led"),
    "acts.act": _("forms sent lately"),
    "archives.archive": _("archives of ecosystems"),
    "blueprints.brought": _("files sent in to start an ecosystem"),
    "bodies.mandate": _("seats held"),
    "choice.listed": _("places on lists of a round of choice"),
    "choice.outcome": _("results of a round of choice"),
    "choice.refill": _("places passed on after a round"),
    "choice.run": _("rounds of choice run"),
    "choice.wishlist": _("wishes in a round of choice"),
    "discovery.savedsearch": _("searches kept"),
    "exchange.import": _("spreadsheets brought in"),
    "exchange.importtrace": _("what spreadsheets changed, as long as that can be undone"),
    "opportunities.judge": _("challenges judged"),
    "files.storedfile": _("files"),
    "partners.agreement": _("agreements signed"),
    "partners.contact": _("contacts"),
    "partners.adviser": _("offers as an adviser"),
    "placements.placement": _("placements"),
    "placements.step": _("steps of placements"),
    "placements.hostask": _("hosts asked"),
    "placements.hoursentry": _("hours entered"),
    "placements.evaluation": _("evaluations"),
    "opportunities.opportunity": _("opportunities led"),
    "opportunities.signup": _("places in opportunities"),
    "care.concern": _("what was told in confidence"),
    "care.concernlook": _("who read what was told in confidence"),
    "care.concernnote": _("notes on what was told in confidence"),
    "care.referral": _("referrals"),
    "care.referralstep": _("steps of referrals"),
    "families.contact": _("contacts with families"),
    "families.emergencycontact": _("people to call"),
    "families.healthnote": _("notes on health"),
    "families.message": _("messages sent"),
    "families.messagecopy": _("messages received"),
    "families.sightdecision": _("decisions about who sees a record"),
    "membership.apitoken": _("tokens for programs"),
    "membership.assignment": _("roles"),
    "membership.consent": _("consents"),
    "membership.opensession": _("devices signed in"),
    "membership.groupplace": _("places in groups"),
    "membership.invitation": _("invitations"),
    "membership.passkey": _("passkeys"),
    "membership.codeapp": _("apps that show codes"),
    "membership.recoverycode": _("recovery codes"),
    "membership.signincard": _("cards to sign in"),
    "membership.addresschange": _("new addresses not proved yet"),
    "membership.formeraddress": _("old addresses still to be told of the new one"),
    "membership.signinlink": _("links to sign in"),
    "membership.provedaddress": _("addresses that are proved"),
    "notices.hours": _("quiet hours"),
    "notices.letter": _("letters"),
    "notices.notice": _("notices"),
    "notices.preference": _("choices of what one is told"),
    "activities.note": _("notes of sessions"),
    "people.account": _("account"),
    "people.barring": _("bars that a court asked for"),
    "people.declaredgroup": _("population groups declared"),
    "people.guardian": _("guardians"),
    "people.merge": _("records made one"),
    "people.nameword": _("the words of the name, for search"),
    "people.person": _("person"),
    "mentoring.sessionnote": _("notes of meetings"),
    "mentoring.pairing": _("pairs"),
    "mentoring.offer": _("offers of help"),
    "mentoring.need": _("wishes for help"),
    "mentoring.check": _("checks"),
    "mentoring.proposal": _("proposals of pairs"),
    "observations.sampledrecord": _("checked records"),
    "observations.sample": _("samples of records"),
    "records.progress": _("progress"),
}
"""What the kinds of rows are called that say something of a person."""

PARTS: Mapping[str, Text] = {
    "choice.list": _("a list of wishes"),
    "files.file": _("a file"),
    "families.emergency": _("emergency details"),
    "people.person": _("the whole page"),
    "mentoring.notes": _("notes of meetings"),
    "placements.placement": _("a placement"),
    "observations.sampled": _("a record held beside its source"),
    "portal.export": _("everything, as an archive"),
    "records.progress": _("progress"),
}
"""What the parts of a learner's record are called that others open."""


def called(words: Mapping[str, Text], key: str) -> Text:
    """The word for a key; data that nobody gave a word is shown as it is written."""
    return words.get(key) or in_words(key)


def record(model: type[Model]) -> Text:
    """What rows of the model are called."""
    return called(RECORDS, model._meta.label_lower)


def country(code: str) -> str:
    """The country's name in the reader's language; its code where it has none."""
    try:
        names = Locale.parse(get_language() or "en", sep="-").territories
    except (UnknownLocaleError, ValueError):
        return code
    return str(names.get(code.upper(), code))


def address(name: str, *arguments: object) -> str:
    """The page's address, or nothing in an installation that does not have it."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def beyond_erasing(copies: int) -> tuple[str, ...]:
    """What of the person lies outside the database, in sentences."""
    backups = gettext("Back-ups stay as long as those who run this site keep them.")
    if not copies:
        return (backups,)
    said = ngettext(
        "The copy of all data that an update left is deleted too.",
        "The %(n)s copies of all data that updates left are deleted too.",
        copies,
    )
    return (said % {"n": copies}, backups)
