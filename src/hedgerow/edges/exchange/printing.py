"""An import as the command prints it: counts, whom it lacks, who resembles others, who changes class."""

from typing import Any, Final

PRINTED: Final = 50


def print_outcome(said: dict[str, Any]) -> None:
    print(f"{said['target']}:")
    for name in ("new", "changed", "unchanged", "excluded"):
        rows = sum(said[name].values()) - (said["cells"] if name == "excluded" else 0)
        values = f" and {said['cells']:,} values" if name == "excluded" and said["cells"] else ""
        print(f"{name:>12}: {rows:,}{values}")
        for label, count in said[name].items():
            print(f"{'':>14}{label}: {count:,}")
    print(f"{'elsewhere':>12}: {said['elsewhere']:,}")
    print(f"{'missing':>12}: {said['missing']:,} values with a reason")
    _people(said)
    if said["years"]:
        print(f"{'days':>12}: {said['years']}")
    if said["notes"]:
        print(f"{'passed over':>12}: {len(said['notes']):,} values")
        for one in said["notes"][:PRINTED]:
            print(
                f"{'':>14}line {one['line']}, {one['column']}: {one['value']!r}: {one['expected']}"
            )
    if said["left"]:
        print(f"{'old classes':>12}: {said['left']:,} places ended")
    if said["row"]:
        print(f"{'import':>12}: {said['row']} (--undo takes it back)")


def _people(said: dict[str, Any]) -> None:
    if said["absent"]:
        print(
            f"{'absent':>12}: {len(said['absent']):,} of earlier lists; its page ends their roles"
        )
    if lacking := said["lacking"]:
        print(
            f"{'not in it':>12}: {lacking['gone']:,} people of earlier sets, {lacking['moved']:,} with other"
            " roles; its page ends those"
        )
    if alike := said["resembling"]:
        print(f"{'like others':>12}: {len(alike):,} new people resemble somebody who is here; correct the line, "
              "give codes, or import and make two records one on the page of the import")  # fmt: skip
        for one in alike[:PRINTED]:
            print(f"{'':>14}line {one['line']}: {one['name']} ({one['born']}), here: {one['known']} "
                  f"({one['known_born']}), {one['known_code'] or 'no code'}")  # fmt: skip
    if movers := {one["person"] for one in said["moving"]}:
        print(
            f"{'change class':>12}: {len(movers):,}; --leave-old-classes ends their places in the old classes"
        )
