"""The order of grades: TK, K, then 1 to the last; without a database."""

LAST = 12
LEAVES = ""
"""What follows the last grade."""

FIRST_STEPS = {"TK": "K", "K": "1", "KG": "1"}


def next_grade(grade: str, last: int = LAST) -> str | None:
    """The grade of the next school year: LEAVES after the last, None for one that is not known.

    Numbers keep their leading zeros.
    """
    written = grade.strip().upper()
    if written in FIRST_STEPS:
        return FIRST_STEPS[written] if last >= 1 else LEAVES
    if not (written.isascii() and written.isdigit()):
        return None
    number = int(written)
    return str(number + 1).zfill(len(written)) if number < last else LEAVES


def next_name(name: str, grade: str, following: str) -> str:
    """The group's name with its grade stepped, where the name has it once: "Oaks 5a", "Oaks 6a"."""
    written = grade.strip()
    found = [
        start
        for start in range(len(name))
        if written and name.startswith(written, start) and _stands_alone(name, start, len(written))
    ]
    if len(found) != 1:
        return name
    start = found[0]
    return f"{name[:start]}{following}{name[start + len(written) :]}"[:120]


def _stands_alone(name: str, start: int, length: int) -> bool:
    """Whether no digit, and for a grade in letters no letter, is right beside."""
    letters = not name[start].isdigit()
    beside = (name[start - 1 : start] if start else "") + name[start + length : start + length + 1]
    return not any(one.isdigit() or (letters and one.isalpha()) for one in beside)
