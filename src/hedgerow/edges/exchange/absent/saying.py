"""What somebody has here, in words."""

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import word
from hedgerow.commons.membership.models import Assignment


def has_of(ecosystem: Ecosystem, role: Assignment) -> str:
    """A role with its school and grade."""
    grade = _("grade %(grade)s") % {"grade": role.grade} if role.grade else ""
    site = role.organisation.name if role.organisation else ""
    said = (word(ecosystem.vocabulary, role.role), site, grade)
    return _(", ").join(one for one in said if one)
