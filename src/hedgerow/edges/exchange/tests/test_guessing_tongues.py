"""Whole exports and single headings in Italian, Korean and Hebrew are found to be what they are."""

import csv
import io
from datetime import date

import pytest

from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.membership.tests.factories import organisation
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.edges.exchange.guessing import lookups
from hedgerow.edges.exchange.guessing.proposing import propose
from hedgerow.edges.exchange.guessing.refusing import is_refused
from hedgerow.edges.exchange.reading import Sheet

from .exported import EXPORTS, HEBREW, ITALIAN, KOREAN
from .test_by_name import group
from .test_guessing_exports import guess
from .test_making import bring, choose, sent

CASES = [
    pytest.param(one, id=f"{language}-{name}")
    for language, exports in EXPORTS.items()
    for name, one in exports.items()
]
HEADINGS = {
    "it": "Matricola:code | Codice SIDI:code | Cognome e nome:name | Nome e cognome:name | Alunno:name | Alunna:name | Studente:name "
          "| Docente:name | Insegnante:name | Nato il:born | Data nascita:born | Classe:group_name | Classe e sezione:group_name "
          "| Anno di corso:grade | Scuola:organisation_name | Plesso:organisation_name | Codice plesso:organisation_code "
          "| Codice meccanografico:organisation_code | Telefono:phone | Cellulare:phone | Recapito telefonico:phone "
          "| Indirizzo e-mail:email | E-mail dell'alunno:email | Madrelingua:language | Iscrizione:starts | Ritiro:ends "
          "| Data di ritiro:ends | Qualifica:role | Codice fiscale: | Codice fiscale dell'alunno: | Cittadinanza: | Luogo di nascita: "
          "| Indirizzo: | Comune: | Provincia: | CAP: | N. progressivo: | Numero progressivo: | Note: | BES: | N. assenze: "
          "| Totale assenze: | Coordinatore di classe:",
    "ko": "성명:name | 학생 이름:name | 학생명:name | 학번:code | 생년월일:born | 학년:grade | 반:group_name | 학급:group_name "
          "| 학교:organisation_name | 학교명:organisation_name | 학교코드:organisation_code | 연락처:phone | 휴대전화:phone "
          "| 학생연락처:phone | 이메일:email | 전자우편:email | 모국어:language | 입학일:starts | 전출일:ends | 직위:role | 번호: | 연번: "
          "| 국적: | 주소: | 담임: | 비고: | 학생수:",
    "he": "שם:name | שם מלא:name | שם התלמידה:name | תלמיד/ה:name | מספר תלמיד:code | תאריך לידה:born | ת. לידה:born | כיתה:group_name "
          "| שכבה:grade | בית ספר:organisation_name | שם המוסד:organisation_name | סמל מוסד:organisation_code | טלפון:phone "
          "| נייד של התלמיד:phone | דוא\"ל:email | שפת אם:language | תאריך עזיבה:ends | תפקיד:role | תעודת זהות: | ת\"ז: | ת״ז: | כתובת: "
          "| מחנך/ת: | הערות: | מספר תלמידים: | מס' סידורי:",
}  # fmt: skip
VALUES = {"born": ("2015-03-09", "2014-11-30", "2015-07-02"), "code": ("4711", "4718", "4803"),
          "role": ("docente", "교사", "מורה")}  # fmt: skip


def sheet_of(text):
    delimiter = ";" if ";" in text else ","
    heads, *rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    places = {one: at for at, one in enumerate(heads)}
    return Sheet("a.csv", tuple(heads), list(enumerate(rows, 2)), places)


@pytest.mark.parametrize("export", CASES)
def test_a_whole_export_is_found_to_be_what_it_is(export):
    found = propose(sheet_of(export.text), this_year=2026)
    fields = ["x" if one.refused else one.field for one in found.guesses]
    assert (found.target, fields) == (export.target, export.proposed)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        pytest.param(*one.strip().rpartition(":")[::2], id=f"{language}-{one.strip()}")
        for language, said in HEADINGS.items()
        for one in said.split("|")
    ],
)
def test_each_heading_meets_its_field_or_none(heading, field):
    values = VALUES.get(field, ("412", "987", "1233") if not field else ("abc", "def", "ghi"))
    assert guess("people", heading, values).field == field


@pytest.mark.parametrize(
    "heading", ["Codice fiscale", "Codice fiscale dell'alunno", "C.F.", "תעודת זהות", 'ת"ז', "ת.ז."]
)
def test_a_number_of_the_state_is_left_out_and_says_why(heading):
    found = guess("people", heading, ("RSSGLI15C49D612K", "BNCLCU14S30D612J", "LMRSRA15H42Z330W"))
    assert (found.field, "the state's number" in found.reason) == ("", True)


@pytest.mark.parametrize(
    "heading",
    [
        "Sesso",
        "Genere",
        "M/F",
        "성별",
        "주민등록번호",
        "초기비밀번호",
        "비밀번호",
        "מין",
        "מגדר",
        "סיסמה",
    ],
)
def test_what_is_never_kept_is_known_by_its_heading(heading):
    assert is_refused(heading)


def test_words_of_roles_and_marks_are_known():
    words = [
        "Alunna",
        "Prof.ssa",
        "Dirigente scolastico",
        "학생",
        "교사",
        "교장",
        "תלמידה",
        "מחנכת",
    ]
    assert [*lookups.looked_up("role", words).values()] == [
        lookups.meant("role", one) for one in sorted(words)
    ]
    assert lookups.meant("role", "Prof.ssa") == "educator"
    assert lookups.looked_up("status", ["assente", "지각", "נוכח"]) == {
        "assente": "absent", "지각": "late", "נוכח": "present",
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pupils", "school", "code", "classes", "name", "born"),
    [
        (ITALIAN, "Don Milani", "FIEE8360X1", ("4 A", "5B"), "Giulia Rossi", date(2015, 3, 9)),
        (KOREAN, "광명초등학교", "", ("5-2", "6학년 1반"), "이서연", date(2015, 9, 14)),
        (HEBREW, "בית ג'ן א", "247015", ("ה1", "ו2"), "אמל חלבי", date(2015, 3, 9)),
    ],
    ids=("it", "ko", "he"),
)
def test_a_list_of_pupils_comes_in_with_their_classes_and_again_changes_nothing(
    ada, grove, pupils, school, code, classes, name, born
):  # fmt: skip
    site = organisation(grove, school, kind="school", code=code)
    for one in classes:
        group(grove, one, site)
    row = sent(ada, pupils["pupils"].text)
    assert choose(ada, row).status_code == 302
    assert row.preview["problems"] == []
    bring(ada, row)
    count = len(pupils["pupils"].text.splitlines()) - 1
    assert Person.objects.get(name=name).born == born
    assert Assignment.objects.filter(role="learner", organisation=site).count() == count
    assert set(GroupPlace.objects.values_list("group__name", flat=True)) == set(classes)
    assert sent(ada, pupils["pupils"].text).state == "done"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["it", "ko", "he"])
def test_a_sheet_of_families_comes_in(ada, grove, language):
    organisation(grove, "Don Milani", kind="school")
    organisation(grove, "광명초등학교", kind="school")
    row = sent(ada, EXPORTS[language]["families"].text)
    assert choose(ada, row).status_code == 302
    assert row.preview["problems"] == []
    bring(ada, row)
    assert Guardian.objects.count() == {"it": 3, "ko": 2, "he": 3}[language]
