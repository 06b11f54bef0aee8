"""What an ecosystem asks of its people and how it guards them, as sections of a blueprint.

A text that is asked of everybody says nothing with a gap in it, so one that names somebody of the
place, or says where to reach them, stays there whole.
"""

from collections.abc import Mapping
from dataclasses import asdict
from itertools import chain
from typing import Any, get_args

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import main_language
from hedgerow.commons.membership.asking_planting import Guarded
from hedgerow.commons.membership.customs import age_of_consent
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.features.engagement.families.models import FamilyRule, MessageTemplate
from hedgerow.features.engagement.mentoring.checking import TOLD
from hedgerow.features.engagement.mentoring.models import MentoringTerms
from hedgerow.features.engagement.mentoring.queries import weights_of

from .contacts import reached_in
from .keys import Keys
from .names import Passage, persons_in, staying
from .tellings import Telling, telling

Rows = list[dict[str, Any]]


def asked(row: Ecosystem, held: list[Passage]) -> Mapping[str, Any]:
    """Those sections; what stays behind is added to ``held``."""
    return {
        "consents": _consents(row, held),
        "families": _families(row, held),
        "safeguards": _safeguards(row),
        "mentoring": _terms_of_pairs(row),
    }


def _terms_of_pairs(row: Ecosystem) -> dict[str, Any] | None:
    """Nothing where nobody has said on which terms."""
    terms = MentoringTerms.objects.filter(ecosystem=row).first()
    if terms is None or not (terms.required_checks or terms.weights):
        return None
    costs, keys = asdict(weights_of(row)), Keys()
    return {
        "checks": [
            {"key": keys.new(key), "title": telling(terms, f"{TOLD}{key}", title[:120], row)}
            for key, title in terms.required_checks
        ],
        "costs": {name: False if value is None else value for name, value in costs.items()},
    }


def _safeguards(row: Ecosystem) -> dict[str, Any]:
    known = get_args(Guarded)
    return {
        "threshold": row.threshold, "collects_groups": row.collects_groups,
        "second_factor_roles": [one for one in row.second_factor_roles if one in known],
        "age_of_consent": age_of_consent(row),
    }  # fmt: skip


def _consents(row: Ecosystem, held: list[Passage]) -> Rows:
    """Those that are asked for now, without what anybody answered."""
    rows = list(ConsentPurpose.objects.filter(ecosystem=row, retired_at=None).order_by("pk"))
    texts = [*chain(*(_words(one) for one in rows))]
    named = {**reached_in(texts), **persons_in(row, texts)}
    keys, told = Keys(), Rows()
    for one in rows:
        if stays := staying(f"consents / {one.key}", _words(one), named):
            held += stays
            continue
        title = _told(one.titles, row) or one.key
        said = {"key": keys.new(one.key), "title": title, "text": _told(one.texts, row) or title}
        told.append(said)
    return told


def _families(row: Ecosystem, held: list[Passage]) -> dict[str, Any]:
    """Messages in the ecosystem's own words, and its rule; one that names or reaches somebody stays whole."""
    rule = FamilyRule.objects.filter(ecosystem=row).first()
    rows = list(MessageTemplate.objects.filter(ecosystem=row).order_by("key"))
    texts = [*chain(*(chain(*one.texts.values()) for one in rows))]
    named = {**reached_in(texts), **persons_in(row, texts)}
    told = Rows()
    for one in rows:
        if stays := staying(f"families / {one.key}", chain(*one.texts.values()), named):
            held += stays
            continue
        subject, body = ({code: said[at] for code, said in one.texts.items()} for at in (0, 1))
        told.append({"key": one.key, "subject": subject, "body": body, "asks": one.asks})
    return {"until_said": rule.until_said if rule else FamilyRule.Until.SEE, "templates": told}


def _words(one: ConsentPurpose) -> list[str]:
    return [*one.titles.values(), *one.texts.values()]


def _told(texts: Mapping[str, str], row: Ecosystem) -> Telling:
    """In all languages that there are, the ecosystem's first; plain where only in its main one."""
    there = {code: text for code, text in texts.items() if text}
    own = {code: there[code] for code in row.languages if code in there} | there
    return next(iter(own.values())) if [*own] == [main_language(row)] else own
