"""What the measures of feature 3 are."""

from django.utils.translation import gettext_lazy as _

from hedgerow.profile.definitions.measure import Definition

GOVERNANCE = (
    Definition(
        "3.1",
        title=_("Seat parity"),
        formula=_(
            "How closely the seats that attended match the charter's shares of the constituencies, 1 "
            "where they are the same, × attended ÷ entitled seat-meetings; a vacant seat is absent"
        ),
        unit=_("seat-meeting"),
        guard=_("Attendance-weighted"),
        source=_("Dissimilarity index"),
        exact="(1 − ½ Σ|a_c − s_c|) × m ÷ M",
        where=(
            ("a_c", _("a constituency's share of the seats that attended")),
            ("s_c", _("its share in the charter")),
            ("m", _("attended seat-meetings")),
            ("M", _("entitled seat-meetings")),
        ),
    ),
    Definition(
        "3.2",
        title=_("Voice"),
        formula=_(
            "How closely the constituencies' shares of motions match their shares of seats, 1 where "
            "they are the same; constituencies expecting fewer than 5 motions merged"
        ),
        unit=_("motion"),
        guard=_("The mover confirms"),
        source=_("Karpowitz & Mendelberg"),
        exact="1 − ½ Σ|b_c − s_c|",
        where=(
            ("b_c", _("a constituency's share of motions")),
            ("s_c", _("its share of seats")),
        ),
    ),
    Definition(
        "3.3",
        title=_("Quorate decisions"),
        formula=_(
            "With quorum, role quorum and recorded result ÷ (decisions + off-book decisions"
            " found by a seeded audit)"
        ),
        unit=_("decision"),
        guard=_("The audit"),
        source="",
    ),
    Definition(
        "3.4",
        title=_("Follow-through"),
        formula=_("Commitments done by the original date + 30 days ÷ due"),
        unit=_("commitment"),
        guard=_("Original date immutable"),
        source=_("FSG"),
    ),
    Definition(
        "3.5",
        title=_("Local discretion"),
        formula=_("Single-site matters decided at the site ÷ all such"),
        unit=_("decision"),
        guard=_("The site may contest the classification"),
        source=_("TACSI, iZone"),
    ),
    Definition(
        "3.6",
        title=_("Minutes latency"),
        formula=_("Kaplan–Meier median days from meeting to approved minutes, unapproved censored"),
        unit=_("meeting"),
        guard=_("Required fields"),
        source="",
    ),
)
