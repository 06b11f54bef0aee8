"""Names of made-up people, in several scripts, and of made-up places. Pure."""

from random import Random

PEOPLE: tuple[tuple[int, tuple[str, ...], tuple[str, ...], bool], ...] = (
    (
        10,
        ("Avery", "Dakota", "Elise", "Grant", "Harper", "Imani", "Jonah", "Keisha", "Levi", "Maya",
         "Nolan", "Opal", "Quinn", "Rosalind", "Silas", "Tamsin", "Wade", "Zora"),
        ("Ashgrove", "Birchfield", "Coltrane", "Dunmore", "Eastlake", "Fairwood", "Greyhill",
         "Hartwell", "Ironside", "Kestrel", "Larkin", "Mayfield", "Northcott", "Oakhurst",
         "Pemberly", "Redfern", "Stillwell", "Thornbury", "Underhill", "Whitlow"),
        False,
    ),
    (
        6,
        ("Alba", "Benicio", "Camila", "Darío", "Estela", "Íñigo", "Jimena", "Lucía", "Mateo",
         "Nuria", "Óscar", "Paloma", "Renata", "Tomás", "Ximena"),
        ("Arboleda", "Barranco", "Castañeda", "Del Monte", "Espino", "Fontana", "Granado",
         "Huerta", "Lucero", "Muñoz", "Naranjo", "Peñalba", "Quiñones", "Robledo", "Zúñiga"),
        False,
    ),
    (
        1,
        ("أمينة", "باسم", "جميلة", "رامي", "سلمى", "طارق", "ليلى", "نور", "هالة", "يوسف"),
        ("الحداد", "الخطيب", "الزهراني", "السعدي", "النجار", "البستاني"),
        False,
    ),
    (
        1,
        ("אורי", "גליה", "דניאל", "הדס", "יעל", "מיכל", "נועם", "עדי", "רותם", "שירה"),
        ("אלון", "ברק", "גפן", "הרמון", "כרמי", "שדה"),
        False,
    ),
    (
        1,
        ("가람", "나래", "다온", "라온", "보람", "새론", "아람", "하늘", "한별", "슬기"),
        ("김", "남", "문", "서", "윤", "한"),
        True,
    ),
    (
        1,
        ("Amani", "Baraka", "Furaha", "Jabari", "Neema", "Rehema", "Subira", "Zawadi"),
        ("Kiboko", "Mbuyu", "Mlima", "Mwangaza", "Ndege", "Upepo"),
        False,
    ),
    (
        1,
        ("Chenda", "Dara", "Kosal", "Maly", "Phalla", "Rithy", "Sopheap", "Vanna"),
        ("Angkea", "Chantrea", "Kiri", "Prasat", "Samnang", "Veasna"),
        False,
    ),
)  # fmt: skip
PLACES = (
    "Redbud", "Cottonwood", "Bluestem", "Pecan Creek", "Meadowlark", "Sycamore", "Prairie",
    "Dogwood", "Turkey Hill", "Riverbend", "Sumac", "Quail Hollow", "Hackberry", "Persimmon",
    "Juniper", "Kingbird", "Willow Bank", "Clover", "Osage", "Sandstone", "Larkspur", "Heron",
    "Mulberry", "Foxglove", "Rosewood", "Elderberry", "Cedar Ridge", "Ironwood", "Bobwhite",
    "Wildplum", "Goldenrod", "Tallgrass", "Yarrow", "Sunflower", "Kestrel", "Milkweed",
)  # fmt: skip
SCHOOLS = ("Elementary", "Elementary", "Middle School")
PARTNERS = {
    "school": ("Learning Centre",),
    "government": ("Parks Office", "Public Library Service", "City Office"),
    "higher_education": ("College", "University", "Teachers College"),
    "health": ("Clinic", "Health Centre", "Dental Care", "Children's Health"),
    "social": ("Family Services", "Youth Shelter", "Food Bank", "Counselling"),
    "faith": ("Church", "Chapel", "Mosque", "Synagogue", "Temple"),
    "business": ("Hardware", "Bakery", "Credit Union", "Engineering", "Motors"),
    "culture": ("Museum", "Arts House", "Theatre"),
    "sport": ("Sports Club",),
    "environment": ("Nature Trust",),
    "community": ("Neighbours", "Tenants' League", "Community House", "Parents' Circle"),
    "philanthropy": ("Foundation",),
    "technology": ("Makers",),
    "other": ("Society",),
}


def person_name(chance: Random) -> str:
    """A made-up full name; given and family names are drawn apart, so nobody real is meant."""
    weights = [row[0] for row in PEOPLE]
    _, given, family, family_first = chance.choices(PEOPLE, weights)[0]
    parts = [chance.choice(given), chance.choice(family)]
    return "".join(reversed(parts)) if family_first else " ".join(parts)


def school_name(number: int) -> str:
    """The name of the school of that number, from 0."""
    return f"{PLACES[number % len(PLACES)]} {SCHOOLS[number % len(SCHOOLS)]}"


def partner_name(sector: str, number: int) -> str:
    """The name of a sector's partner of that number, from 0; all differ."""
    kinds = PARTNERS[sector]
    place = PLACES[(number * 7 + len(sector)) % len(PLACES)]
    again = number // len(PLACES)
    return f"{place} {kinds[number % len(kinds)]}{f' {again + 1}' if again else ''}"
