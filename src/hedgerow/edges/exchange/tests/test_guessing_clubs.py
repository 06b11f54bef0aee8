"""Lists of clubs with their days, times, rooms and leaders are lists of activities, and none of attendance."""

import pytest

from hedgerow.edges.exchange.guessing import flow
from hedgerow.edges.exchange.guessing.timetable import says_timetable

from .test_guessing import proposed
from .test_making import sent

CLUBS = {
    "de": "AG;Tag;Uhrzeit;Raum;Leitung\nSchach;Montag;14:00;R 12;Kern, Ute\nRobotik;Dienstag;15:00;R 3;Roth, Max\n",
    "en": "Club,Day,Time,Room,Leader\nChess,Monday,14:00,12,Ute Kern\nRobotics,Tuesday,15:00,3,Max Roth\n",
    "es": "Taller;Día;Hora\nAjedrez;lunes;15:00\nRobótica;martes;16:00\n",
    "es-long": "Taller;Día;Horario;Aula;Responsable\nAjedrez;lunes;15:00;A1;Ana Paz\nCoro;martes;16:00;A2;Eva Oh\n",
    "ar": "النادي,اليوم,الوقت\nالشطرنج,الاثنين,14:00\nالروبوت,الثلاثاء,15:00\n",
    "ar-long": "اسم النشاط,اليوم,الساعة,القاعة,المشرف\nالشطرنج,الاثنين,14:00,3,أمل حداد\n",
    "fr": "Atelier;Jour;Heure;Salle;Animateur\nÉchecs;lundi;14:00;B2;Ana Paz\n",
    "pt": "Oficina;Dia da semana;Horário;Sala;Professor\nXadrez;segunda;14:00;2;Ana Paz\n",
}
PLACES = [
    ("Taller;Día;Hora;Aula;Docente;Alumno\nAjedrez;lunes;15:00;A1;Ana Paz;Bo Ek\n", "enrolments"),
    ("Club,Day,Time,Room,Student ID\nChess,Monday,14:00,12,L1\n", "enrolments"),
    ("Date,Course,Student ID,Mark\n2026-09-03,R,L1,P\n", "attendance"),
    ("Datum;Uhrzeit;Kurs;Schüler ID;Anwesenheit\n2026-09-03;14:00;R;L1;P\n", "attendance"),
]


@pytest.mark.parametrize("content", CLUBS.values(), ids=CLUBS)
def test_a_list_of_clubs_is_taken_for_activities(tmp_path, content):
    found = proposed(tmp_path, content)
    assert found.target == "activities"
    title, *others = found.guesses
    assert title.field == "title"
    assert {one.field for one in others} == {""}
    assert all("on the page of the activity" in one.reason for one in others)
    assert found.makes_codes


@pytest.mark.parametrize(("content", "target"), PLACES)
def test_lists_of_who_takes_part_are_none_of_activities(tmp_path, content, target):
    assert proposed(tmp_path, content).target == target


def test_a_column_of_the_leaders_numbers_is_read(tmp_path):
    found = proposed(tmp_path, "Club,Day,Leader\nChess,Monday,S-12\nChoir,Friday,S-13\n")
    assert [one.field for one in found.guesses] == ["title", "", "leader_code"]


def test_words_for_when_and_where_are_known_whatever_their_accents():
    assert all(map(says_timetable, ("Día", "DIA", "Uhrzeit", "الساعة", "Salón", "Responsável")))
    assert not any(map(says_timetable, ("Club", "Student ID", "Datum", "Status")))


@pytest.mark.django_db
def test_the_page_proposes_it(ada):
    row = sent(ada, CLUBS["de"])
    found = flow.proposal_of(row, this_year=2026)
    assert (found.target, set(found.constants)) == ("activities", {"kind", "starts"})
