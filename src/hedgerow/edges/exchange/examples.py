"""Worked mappings that come with the product: ``docs/examples``, which the wheel carries inside."""

from pathlib import Path

HERE = Path(__file__).resolve()
INSTALLED, SOURCE = HERE.with_name("worked"), HERE.parents[4] / "docs/examples"


def examples() -> list[Path]:
    """Every example, by name."""
    return sorted((INSTALLED if INSTALLED.is_dir() else SOURCE).glob("*.toml"))


def mapping_file(named: Path) -> Path:
    """The file itself, or the example of that name where there is no such file."""
    if named.exists() or named.name != str(named):
        return named
    known = {path.stem: path for path in examples()}
    return known.get(named.name.removesuffix(".toml"), named)
