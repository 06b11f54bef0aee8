"""How files are called."""

import pytest

from hedgerow.commons.files.rules import LONGEST_NAME, clean_name


@pytest.mark.parametrize(
    ("given", "kind", "kept"),
    [
        ("../../etc/passwd", "text", "passwd.txt"),
        ("C:\\Users\\ada\\form.PDF", "pdf", "form.PDF"),
        ("invoice.pdf.exe", "png", "invoice.pdf.exe.png"),
        ("photo\u202egpj.exe", "jpeg", "photogpj.exe.jpg"),
        ('a"b\r\nc.pdf', "pdf", "abc.pdf"),
        ("نموذج.pdf", "pdf", "نموذج.pdf"),
        ("", "pdf", "file.pdf"),
        ("...", "text", "file.txt"),
    ],
)
def test_a_name_leads_nowhere_and_tells_what_the_file_is(given: str, kind: str, kept: str) -> None:
    assert clean_name(given, kind) == kept


def test_a_long_name_keeps_its_ending() -> None:
    kept = clean_name("x" * 300 + ".pdf", "pdf")
    assert len(kept) == LONGEST_NAME
    assert kept.endswith("x.pdf")
