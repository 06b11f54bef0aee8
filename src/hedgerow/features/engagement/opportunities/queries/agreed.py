"""What has to be agreed to before somebody has a place, and who has not agreed yet."""

from collections.abc import Collection

from hedgerow.commons.membership.actions.standing import newest
from hedgerow.commons.membership.customs import in_language
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.features.engagement.opportunities.models import Opportunity


def lacking_consent(
    rows: Collection[Opportunity], people: Collection[int]
) -> dict[tuple[int, int], ConsentPurpose]:
    """By opportunity and person, what is still to be agreed to; opportunities of one ecosystem.

    Two queries at most. What is asked no more, nobody can agree to.
    """
    asking = [row for row in rows if row.consent]
    if not asking or not people:
        return {}
    ecosystem, keys = asking[0].ecosystem, {row.consent for row in asking}
    asked = {
        one.key: one
        for one in ConsentPurpose.objects.filter(ecosystem=ecosystem, key__in=keys, retired_at=None)
    }
    given = {
        pair for pair, last in newest(ecosystem, people, keys).items() if last.answer == "given"
    }
    return {
        (row.pk, person): asked[row.consent]
        for row in asking
        if row.consent in asked
        for person in people
        if (person, row.consent) not in given
    }


def called(purpose: ConsentPurpose, ecosystem_languages: list[str]) -> str:
    """What it is about, in the language of who reads."""
    return in_language(purpose.titles, ecosystem_languages) or purpose.key
