"""What becomes of names, families and declared groups when two records of a person become one."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved, once
from hedgerow.foundation.merging import Rule, Two

from .models import Barring, DeclaredGroup, Guardian, Merge, NameWord, Person


def _forget_words(two: Two) -> None:
    """Words are made anew of the name that stays."""
    NameWord.objects.filter(person=two.gone).delete()


def _ties(two: Two) -> Iterable[tuple[Guardian, Guardian]]:
    """Ties of both to the same third person: the one that stays, and the one that goes."""
    for mine, other in (("guardian", "learner"), ("learner", "guardian")):
        kept = {
            (one.ecosystem_id, getattr(one, f"{other}_id")): one
            for one in Guardian.objects.filter(**{mine: two.kept})
        }
        for goes in Guardian.objects.filter(**{mine: two.gone}):
            stays = kept.get((goes.ecosystem_id, getattr(goes, f"{other}_id")))
            if stays is not None:
                yield stays, goes


def _own_ties(two: Two) -> Q:
    there = Q(guardian=two.kept, learner=two.gone)
    return there | Q(guardian=two.gone, learner=two.kept)


def _join_families(two: Two) -> None:
    Guardian.objects.filter(_own_ties(two)).delete()
    for stays, goes in list(_ties(two)):
        stays.starts = min(stays.starts, goes.starts)
        stays.ends = max(stays.ends, goes.ends) if stays.ends and goes.ends else None
        stays.barred = stays.barred or goes.barred
        stays.narrowed = stays.narrowed or goes.narrowed
        _join_barrings(stays, goes)
        stays.relation = stays.relation or goes.relation
        goes.delete()
        stays.save()
    for field in ("guardian", "learner"):
        Guardian.objects.filter(**{field: two.gone}).update(**{field: two.kept})


def _join_barrings(stays: Guardian, goes: Guardian) -> None:
    """Both keep theirs; of two that are open the longer stays open."""
    open_ = {tie.pk: tie.barrings.filter(ended_at=None).first() for tie in (stays, goes)}
    mine, theirs = open_[stays.pk], open_[goes.pk]
    if mine is not None and theirs is not None:
        mine.starts = min(mine.starts, theirs.starts)
        mine.ends = max(mine.ends, theirs.ends) if mine.ends and theirs.ends else None
        theirs.delete()
        mine.save()
    goes.barrings.update(tie=stays)


def _clashing_families(two: Two) -> int:
    return Guardian.objects.filter(_own_ties(two)).count() + len(list(_ties(two)))


def _join_merges(two: Two) -> None:
    """Merges before go along; one of these very two, which was undone, goes on naming both."""
    between = Q(kept=two.kept, gone=two.gone) | Q(kept=two.gone, gone=two.kept)
    others = Merge.objects.exclude(between)
    for field in ("kept", "gone"):
        others.filter(**{field: two.gone}).update(**{field: two.kept})
    Merge.objects.filter(by=two.gone).update(by=two.kept)


def _follow(two: Two) -> None:
    """Records merged into the one that goes lead to the one that stays."""
    Person.objects.filter(merged_into=two.gone).update(merged_into=two.kept)


RULES = (
    Rule(NameWord, ("person",), _("words of the name"), _forget_words, final=True),
    once(
        DeclaredGroup, ("group_id",), named=_("declared groups"),
        told=_("A group declared in both is declared once."),
    ),
    Rule(
        Guardian, ("guardian", "learner"), _("guardians"), _join_families,
        _("Two ties to one person become one, barred if one was; a tie between the two goes."),
        _clashing_families,
    ),
    moved(Barring, "by", "ended_by", named=_("bars that a court asked for")),
    Rule(Merge, ("kept", "gone", "by"), _("merges before"), _join_merges),
    Rule(Person, ("merged_into",), _("records merged before"), _follow),
)  # fmt: skip
