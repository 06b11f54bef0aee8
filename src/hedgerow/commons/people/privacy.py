"""What becomes of a person's own data: handed out whole, taken away whole, leaves first."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation import warehouse
from hedgerow.foundation.privacy import Rule

from .erased_codes import remember
from .models import Account, Barring, DeclaredGroup, Guardian, Merge, NameWord, Person

FACTS = ("name", "called", "born", "language", "time_zone", "email", "phone", "code", "created_at",
         "signed_in_at")  # fmt: skip
NO_NAME = "–"
KEEP = timedelta(days=5 * 365)
"""How long a record is kept after its person has taken part for the last time."""


def export_words(person: int) -> Iterable[Mapping[str, object]]:
    """Words repeat the name, which is exported with the person."""
    return ()


def erase_words(person: int, at: datetime) -> int:
    return NameWord.objects.filter(person=person).delete()[0]


def export_groups(person: int) -> Iterable[Mapping[str, object]]:
    rows = DeclaredGroup.objects.filter(person=person).select_related("group").order_by("pk")
    for row in rows:
        yield {"dimension": row.group.dimension, "group": row.group.title}


def erase_groups(person: int, at: datetime) -> int:
    rows = DeclaredGroup.objects.filter(person=person)
    for ecosystem in set(rows.values_list("ecosystem_id", flat=True)):
        warehouse.touch("participant_group", ecosystem)
    return rows.delete()[0]


def export_guardians(person: int) -> Iterable[Mapping[str, object]]:
    """Both sides of each tie, without the other person's name."""
    for tie in Guardian.objects.filter(_either(person)).order_by("pk"):
        yield {
            "as": "guardian" if tie.guardian_id == person else "learner",
            "relation": tie.relation,
            "starts": tie.starts,
            "ends": tie.ends,
        }


def erase_guardians(person: int, at: datetime) -> int:
    return Guardian.objects.filter(_either(person)).delete()[0]


def export_account(person: int) -> Iterable[Mapping[str, object]]:
    for account in Account.objects.filter(person=person):
        yield {"email": account.email, "since": account.date_joined}


def erase_account(person: int, at: datetime) -> int:
    return Account.objects.filter(person=person).delete()[0]


def export_person(person: int) -> Iterable[Mapping[str, object]]:
    for row in Person.objects.filter(pk=person):
        yield {name: getattr(row, name) for name in FACTS}


def erase_person(person: int, at: datetime) -> int:
    """Leave a row that says nothing, so that what others recorded still counts somebody.

    That its code belongs to nobody any more is remembered: a file does not bring the person back.
    """
    _remember_codes(Person.objects.filter(pk=person))
    return Person.objects.filter(pk=person).update(
        name=NO_NAME,
        called="",
        sort_name="",
        born=None,
        language="",
        email="",
        phone="",
        time_zone="",
        code="",
        account=None,
        signed_in_at=None,
        erased_at=at,
    )


def _remember_codes(persons: QuerySet[Person]) -> None:
    for row in persons.exclude(kept_by=None).select_related("kept_by"):
        if row.kept_by is not None:
            remember(row.kept_by, [row.code])


def export_merges(person: int) -> Iterable[Mapping[str, object]]:
    yield from Merge.objects.filter(kept=person).values("at")


def erase_merges(person: int, at: datetime) -> int:
    """What undoing would need says who the person was; who merged others goes from those rows."""
    named = Q(kept=person) | Q(gone=person)
    Merge.objects.filter(by=person).exclude(named).update(by=None)
    for trace in Merge.objects.filter(named).values_list("trace", flat=True):
        accounts = [pk for label, pk, *_ in trace if label == Account._meta.label_lower]
        Account.objects.filter(pk__in=accounts, person=None).delete()
    merged = Person.objects.filter(merged_into=person)
    _remember_codes(merged)
    merged.update(code="", signed_in_at=None)
    return Merge.objects.filter(named).delete()[0]


def export_barrings(person: int) -> Iterable[Mapping[str, object]]:
    """To both sides the days; by what order is not theirs to be handed out by us."""
    rows = Barring.objects.filter(Q(tie__guardian=person) | Q(tie__learner=person))
    yield from rows.order_by("pk").values("starts", "ends", "ended_at")


def erase_barrings(person: int, at: datetime) -> int:
    """With the tie they go; who entered or lifted others goes from those."""
    gone = Barring.objects.filter(Q(tie__guardian=person) | Q(tie__learner=person)).delete()[0]
    entered = Barring.objects.filter(by=person).update(by=None)
    return gone + entered + Barring.objects.filter(ended_by=person).update(ended_by=None)


def _either(person: int) -> Q:
    return Q(guardian=person) | Q(learner=person)


RULES = (
    Rule(
        Barring,
        _("Keeps somebody from a learner as a court ordered."),
        export_barrings,
        erase_barrings,
    ),
    Rule(
        Merge,
        _("Lets two records that were made one be two again, for some days."),
        export_merges,
        erase_merges,
    ),
    Rule(NameWord, _("Finds a person by name."), export_words, erase_words),
    Rule(
        DeclaredGroup,
        _("Shows whether every group takes part alike."),
        export_groups,
        erase_groups,
    ),
    Rule(Guardian, _("Shows who answers for a learner."), export_guardians, erase_guardians),
    Rule(Account, _("Lets a person sign in."), export_account, erase_account),
    Rule(
        Person,
        _("Says who takes part."),
        export_person,
        erase_person,
        KEEP,
        left=_("An empty entry without name, contact or birthday holds the counts together."),
    ),
)
