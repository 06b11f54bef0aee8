"""Small workbooks that would unfold into more than a computer holds, or do not unfold at all."""

import io
import zipfile
from random import Random

import pytest

from hedgerow.edges.exchange.errors import FileUnreadable

from .test_two_readings import MAIN, ONE, book, read, relations, sheet


def test_a_long_text_in_many_cells_is_refused_before_it_is_unfolded(tmp_path) -> None:
    """Three hundred kilobytes would become six gigabytes."""
    cells = "".join(f'<row><c t="s"><v>{one % 2}</v></c></row>' for one in range(12_000))
    long = f'<sst xmlns="{MAIN}"><si><t>{"x" * 1_000_000}</t></si><si><t>a</t></si></sst>'
    held = {
        "xl/_rels/workbook.xml.rels": relations(r1=ONE, r2="sharedStrings strings.xml"),
        "xl/worksheets/sheet1.xml": sheet("ours", cells),
        "xl/strings.xml": long,
        "xl/filling": Random(1).randbytes(
            200_000
        ),  # so that it does not unpack too large for its size
    }
    with pytest.raises(FileUnreadable, match="unpack so large"):
        read(tmp_path, book(**held))
    few = sheet("ours", cells.replace("<v>0<", "<v>1<"))
    assert read(tmp_path, book(**held | {"xl/worksheets/sheet1.xml": few})) == ["ours"]


@pytest.mark.parametrize("row", [1_048_576, 9_999_999])
def test_a_lone_cell_far_below_is_refused(tmp_path, row: int) -> None:
    far = sheet("ours", f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>')
    with pytest.raises(FileUnreadable, match="far apart"):
        read(tmp_path, book(**{"xl/worksheets/sheet1.xml": far}))


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_that_cannot_be_unpacked_are_a_damaged_workbook(tmp_path, way: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as packed:
        packed.writestr("xl/workbook.xml", sheet("ours") * 9)
    content = bytearray(made.getvalue())
    for at in range(52, 66):
        content[at] ^= 0x55
    with pytest.raises(FileUnreadable, match="damaged"):
        read(tmp_path, bytes(content))
