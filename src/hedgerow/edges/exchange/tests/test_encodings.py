"""Files that a spreadsheet program did not save as UTF-8 are read in the letters that they are written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.edges.exchange.encodings import encoding_of
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.reading import read_sheet

from .exported import EXPORTS, HEBREW, ITALIAN, KOREAN
from .sending import send

ARABIC = "م;اسم الطالب;تاريخ الميلاد;الشعبة\n1;أمل حدّاد;2015-03-09;5أ\n2;سامي خليل;2014-11-30;5ب\n"
WESTERN = (
    "Name;Stra\u00dfe\nMüller;Hauptstraße\n", "Apellidos;Teléfono\nMuñoz Peña;1\n",
    "Nom;Prénom;Né(e) le\nLeclère;Zoë;1\n", "Nome;Função\nJoão;Coordenação\n", "Name;Preis\nA;5 €\n",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((one.text, "cp949") for one in KOREAN.values()),
        *((one.text, "windows-1255") for one in HEBREW.values()),
        (ARABIC, "windows-1256"),
        *((one.text, "windows-1252") for one in ITALIAN.values()),
        *((one, "windows-1252") for one in WESTERN),
    ],
)
def test_the_letters_are_told_by_how_they_stand_together(tmp_path, text, encoding):
    file = tmp_path / "a.csv"
    file.write_bytes(text.encode(encoding))
    if not text.isascii():
        assert encoding_of(file.read_bytes()) == encoding
    assert read_sheet(file).columns[0] == text.split("\n")[0].replace(";", ",").split(",")[0]


@given(
    st.lists(
        st.sampled_from(
            ("Müller", "Weiß", "Gruß", "Jörg", "Zoë", "Peña", "São", "Søren", "Åse", "a", "5")
        ),
        min_size=1,
    )
)
def test_western_names_stay_western(names):
    assert encoding_of(";".join(names).encode("windows-1252")) == "windows-1252"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "encoding"), [("ko", "cp949"), ("he", "windows-1255")])
def test_what_is_never_kept_is_taken_out_of_them_too(ada, language, encoding):
    send(ada, EXPORTS[language]["pupils"].text.encode(encoding), "guess", "pupils.csv")
    assert set(Import.objects.get().preview["taken"]) == {
        "ko": {"주민등록번호", "성별"}, "he": {"מין"},
    }[language]  # fmt: skip
