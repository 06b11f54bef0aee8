"""What a kind of ecosystem or organisation is called, and several of that kind.

A kind is a key in the data: readers never see it. The ecosystem's own word comes first (its
vocabulary's ``hive``, and ``hive-plural`` for several), then the product's in the reader's language,
then the ecosystem's in another; a kind that nobody gave a word is shown in words of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .words import WORDS, Vocabulary, in_any, in_read

PLURAL: Final = "-plural"

KINDS: Final[Mapping[str, tuple[Promise, Promise]]] = {
    "adult-education-centre": (_("adult education centre"), _("adult education centres")),
    "affiliate": (_("affiliate"), _("affiliates")),
    "affiliate-center": (_("affiliate center"), _("affiliate centers")),
    "agency": (_("agency"), _("agencies")),
    "association": (_("association"), _("associations")),
    "city": (_("city"), _("cities")),
    "club": (_("club"), _("clubs")),
    "community-centre": (_("community centre"), _("community centres")),
    "community-schools": (_("community schools"), _("community schools")),
    "country": (_("country"), _("countries")),
    "county": (_("county"), _("counties")),
    "district": (_("school district"), _("school districts")),
    "elementary-school": (_("elementary school"), _("elementary schools")),
    "family": (_("family"), _("families")),
    "foundation": (_("foundation"), _("foundations")),
    "hive": (_("hive"), _("hives")),
    "hive-network": (_("network of hives"), _("networks of hives")),
    "innovation-zone": (_("innovation zone"), _("innovation zones")),
    "learning-centre": (_("learning centre"), _("learning centres")),
    "learning-city": (_("learning city"), _("learning cities")),
    "learning-community": (_("learning community"), _("learning communities")),
    "library": (_("library"), _("libraries")),
    "locality": (_("locality"), _("localities")),
    "location": (_("location"), _("locations")),
    "makers-space": (_("makers' space"), _("makers' spaces")),
    "middle-school": (_("middle school"), _("middle schools")),
    "middle-years-school": (_("lower secondary school"), _("lower secondary schools")),
    "municipality": (_("municipality"), _("municipalities")),
    "network": (_("network"), _("networks")),
    "online-community": (_("online community"), _("online communities")),
    "partner": (_("partner"), _("partners")),
    "peer-group": (_("peer group"), _("peer groups")),
    "pole-school": (_("pole school"), _("pole schools")),
    "primary-school": (_("primary school"), _("primary schools")),
    "programme": (_("programme"), _("programmes")),
    "programming-club": (_("programming club"), _("programming clubs")),
    "region": (_("region"), _("regions")),
    "resident-centre": (_("residents' learning centre"), _("residents' learning centres")),
    "rural-community": (_("rural community"), _("rural communities")),
    "rural-primary": (_("rural primary school"), _("rural primary schools")),
    "school": (_("school"), _("schools")),
    "school-cluster": (_("cluster of schools"), _("clusters of schools")),
    "school-network": (_("school network"), _("school networks")),
    "school-partnership": (_("partnership of schools"), _("partnerships of schools")),
    "secondary-school": (_("secondary school"), _("secondary schools")),
    "senior-centre": (_("senior centre"), _("senior centres")),
    "state": (_("state"), _("states")),
    "telesecundaria": (_("television secondary school"), _("television secondary schools")),
    "transfer-agency": (_("transfer agency"), _("transfer agencies")),
    "tutorial-system": (_("tutorial system"), _("tutorial systems")),
    "tutoring-network": (_("tutoring network"), _("tutoring networks")),
    "university": (_("university"), _("universities")),
    "upper-school": (_("upper secondary school"), _("upper secondary schools")),
    "village": (_("village"), _("villages")),
    "zone": (_("zone"), _("zones")),
}

DIMENSIONS: Final[Mapping[str, Promise]] = {
    "age": _("age"),
    "family-income": _("family income"),
    "gender": _("gender"),
    "grade": _("grade"),
    "home-language": _("home language"),
    "language": _("language"),
    "pupil-premium": _("pupil premium"),
}


def dimension_word(key: str) -> str:
    """What parts a population, in the reader's language where the product knows it."""
    return str(DIMENSIONS[key]) if key in DIMENSIONS else in_words(key)


def kind_word(vocabulary: Vocabulary, kind: str, languages: Sequence[str] = ()) -> str:
    """The word for one of a kind, in the reader's language where there is one.

    ``languages`` are the ecosystem's, the main one first.
    """
    own = in_read(vocabulary, kind)
    if own or kind in KINDS:
        return own or str(KINDS[kind][0])
    return in_any(vocabulary, kind, languages) or in_words(kind)


def kinds_word(vocabulary: Vocabulary, kind: str, languages: Sequence[str] = ()) -> str:
    """The word for several of a kind; the one for one where only that is known."""
    many, one = f"{kind}{PLURAL}", in_read(vocabulary, kind)
    own = in_read(vocabulary, many) or one
    if own or kind in KINDS:
        return own or str(KINDS[kind][1])
    return in_any(vocabulary, many, languages) or kind_word(vocabulary, kind, languages)


def own_kinds(vocabulary: Vocabulary, *of: str) -> list[str]:
    """Kinds that the ecosystem has a word for, and those named here, which may get one."""
    named = (key.removesuffix(PLURAL) for key in vocabulary if key not in WORDS)
    return sorted({*named, *of})


def in_words(key: str) -> str:
    """A key as somebody would write it."""
    return key.replace("-", " ").replace("_", " ").strip()
