"""By which ties a guardian sees a learner, one filter says: Guardian.objects.seeing()."""

import re

from .test_words_in_code import SOURCE

BY_HAND = re.compile(r"\bbarred\s*=\s*False|\bnarrowed\s*=\s*False")
HERE = "commons/people/"
FAMILY = {
    "commons/membership/actions/reach.py": "whom one answers for, whether or not one sees them",
    "features/engagement/choice/queries/meeting.py": "brothers and sisters stay what they are",
    "portal/left_behind.py": "for whom nobody else answers, whether or not anybody sees them",
}


def test_no_feature_asks_by_hand_which_ties_see() -> None:
    by_hand, counted = set(), set()
    for file in SOURCE.rglob("*.py"):
        name = str(file.relative_to(SOURCE))
        if {"tests", "migrations"} & {*file.relative_to(SOURCE).parts} or name.startswith(HERE):
            continue
        text = file.read_text("utf-8")
        if "barred" in text or "narrowed" in text:
            by_hand |= {name} if BY_HAND.search(text) else set()
            counted |= {name} if ".unbarred(" in text else set()
    assert by_hand == set(), "use Guardian.objects.seeing()"
    assert counted == {*FAMILY}
