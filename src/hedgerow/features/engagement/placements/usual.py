"""The kinds of placement that most ecosystems have, with what each requires and what is evaluated.

Their words are shown in the reader's language until somebody says them otherwise.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.usual import Usual

KINDS: Final = Usual(
    {
        "internship": _("Internship"),
        "job-shadowing": _("Job shadowing"),
        "apprenticeship": _("Apprenticeship"),
        "laboratory": _("Place in a laboratory"),
        "service": _("Service to others"),
    }
)
STEPS: Final = Usual(
    {
        "learning-goals": _("What the learner wants to learn there"),
        "guardian-consent": _("A guardian's consent"),
        "insurance": _("Insurance for the way and the stay"),
        "safeguarding-check": _("Safeguarding check of the supervisor"),
        "safety-talk": _("Safety instruction at the place"),
        "contract": _("A contract that both sides signed"),
    },
    {
        "helper-check": _("Safeguarding check of whoever looks after the learner"),
        "host-insurance": _("Insurance of the host"),
        "consent": _("Consent of a guardian"),
        "form": _("Learner's form"),
        "medical": _("Medical and emergency form"),
        "way": _("How the learner gets there and back"),
    },
)
OF_GUARDIAN: Final = ("guardian-consent", "consent")
"""Steps whose usual names speak of a guardian."""
OWN_CONSENT: Final = _("The learner’s own consent")
"""What these are called where the learner decides."""
ASKED: Final = Usual(
    {
        "on-time": _("Came as agreed"),
        "care": _("Worked with care"),
        "curiosity": _("Asked, and learned from the answers"),
        "together": _("Worked well with others"),
    },
    {
        "prepared": _("Was on time and prepared"),
        "listened": _("Asked and listened"),
        "safe": _("Worked safely"),
        "kind": _("Was kind to the people there"),
        "again": _("Would come, or take somebody, again"),
    },
)
LEVELS: Final = Usual(
    {
        "1": _("not yet"),
        "2": _("with help"),
        "3": _("without help"),
        "4": _("so that others learn from it"),
    },
    {"alone": _("on one's own"), "very-well": _("very well")},
)
LEARNER_ASKED: Final = {
    "own-knew": _("I knew what to do"),
    "own-learned": _("I learned something I can use"),
    "own-safe": _("I felt safe and welcome"),
    "own-again": _("I would do it again"),
}
"""What the learner is asked of every placement; the keys are stored, and are nobody else's."""
LEARNER_LEVELS: Final = {1: _("disagree"), 2: _("partly"), 3: _("agree")}
GUARDIAN: Final = {"key": "guardian-consent", "who": "guardian", "due_days": 14}
INSURED: Final = {"key": "insurance", "who": "school", "due_days": 14, "may_waive": False}
CHECKED: Final = {
    "key": "safeguarding-check", "who": "host", "due_days": 14, "has_validity": True,
    "may_waive": False,
}  # fmt: skip
GOALS: Final = {"key": "learning-goals", "who": "learner", "due_days": 7}
SAFETY: Final = {"key": "safety-talk", "who": "host", "due_days": 0}
CONTRACT: Final = {"key": "contract", "who": "school", "due_days": 14, "may_waive": False}
REQUIRES: Final[Mapping[str, Sequence[Mapping[str, Any]]]] = {
    "internship": (GOALS, GUARDIAN, INSURED, CHECKED),
    "job-shadowing": (GUARDIAN, INSURED),
    "apprenticeship": (CONTRACT, GUARDIAN, INSURED, CHECKED),
    "laboratory": (GOALS, GUARDIAN, INSURED, SAFETY),
    "service": (GOALS, GUARDIAN, INSURED, CHECKED),
}
"""What has to be there first, in order, by key of the kind."""
COUNTS_AS: Final = {"job-shadowing": "internship", "apprenticeship": "internship"}
"""The kind of activity of the hours, where it is not of the same key."""
