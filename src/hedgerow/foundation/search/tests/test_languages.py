"""Queries find what their language inflects otherwise, in all eight, on both databases alike."""

import pytest
from django.db import transaction

from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.search import actions, ranked
from hedgerow.foundation.search.tests.found import KIND, add

TEXTS = {
    "dance": ("en", "Dancing for families", "Children and their parents learn steps together on Saturdays."),
    "robots": ("en", "Robotics laboratory", "Build a robot and study how machines move."),
    "musica": ("es", "Clases de música", "Las niñas y los niños aprenden canciones tradicionales."),
    "huerta": ("es", "Huerta escolar", "Sembramos verduras con quienes enseñan biología."),
    "libri": ("it", "Letture ad alta voce", "I bambini ascoltano le storie dell’arte e disegnano."),
    "scienza": ("it", "Laboratorio di scienze", "Esperimenti guidati dagli studenti universitari."),
    "nachhilfe": ("de", "Nachhilfe in Mathematik", "Schülerinnen helfen jüngeren Schülern bei Brüchen."),
    "garten": ("de", "Offene Gärten", "Wir pflanzen Bäume und bauen Häuser für Igel."),
    "sci-ar": ("ar", "مختبر العلوم للطلاب", "أنشطة عملية في المدارس، يقودها المعلمون."),
    "read-ar": ("ar", "نادي القراءة", "كتب وقصص للأطفال في مكتبة الحي."),
    "math-ko": ("ko", "수학 보충 수업", "학생들이 소그룹으로 참여합니다. 방과후 학교에서 열립니다."),
    "art-ko": ("ko", "마을 미술관 견학", "어린이와 보호자가 함께 그림을 그립니다."),
    "sci-he": ("he", "מעבדת מדעים לתלמידים", "ניסויים בקבוצות קטנות עם המורים."),
    "read-he": ("he", "שיעורי קריאה בספרייה", "ילדים קוראים סיפורים עם מתנדבת."),
    "read-sw": ("sw", "Kusoma vitabu shuleni", "Watoto wanajifunza hadithi na walimu wao."),
    "farm-sw": ("sw", "Bustani ya kijiji", "Wanafunzi wanapanda miti na mboga pamoja na wazazi."),
}  # fmt: skip
ASKED = (
    ("dance classes", ()), ("dance", ("dance",)), ("family dances", ("dance",)), ("parent's steps", ("dance",)),
    ("robots", ("robots",)), ("studying machine", ("robots",)),
    ("clase de musica", ("musica",)), ("canción tradicional", ("musica",)), ("niña", ("musica",)),
    ("huertas escolares", ("huerta",)), ("enseñar biologia", ("huerta",)), ("verdura", ("huerta",)),
    ("lettura", ("libri",)), ("storia dell'arte", ("libri",)), ("bambino", ("libri",)),
    ("laboratori scientifici", ()), ("esperimento", ("scienza",)), ("studente universitario", ("scienza",)),
    ("Schüler", ("nachhilfe",)), ("schuelerin", ("nachhilfe",)), ("mathematische Nachhilfe", ("nachhilfe",)), ("Bruch", ("nachhilfe",)),
    ("Garten", ("garten",)), ("Baum pflanzen", ("garten",)), ("Haus", ("garten",)),
    ("طالب", ("sci-ar",)), ("نشاط عملي", ("sci-ar",)), ("مدرسة", ("sci-ar",)), ("والمعلمين", ("sci-ar",)),
    ("قراءة", ("read-ar",)), ("كتاب للطفل", ("read-ar",)), ("القصة", ("read-ar",)), ("بالمكتبة", ("read-ar",)),
    ("수학을", ("math-ko",)), ("학생", ("math-ko",)), ("참여하는", ("math-ko",)), ("방과후학교", ("math-ko",)),
    ("미술관에서", ("art-ko",)), ("보호자는", ("art-ko",)),
    ("המדעים", ("sci-he",)), ("תלמיד", ("sci-he",)), ("קבוצה", ("sci-he",)), ("ניסוי", ("sci-he",)), ("מורה", ("sci-he",)),
    ("שיעור", ("read-he",)), ("ספריות", ("read-he",)), ("הסיפור", ("read-he",)), ("לילד", ("read-he",)),
    ("kitabu", ("read-sw",)), ("mtoto anajifunza", ("read-sw",)), ("mwalimu", ("read-sw",)), ("shule", ("read-sw",)),
    ("mwanafunzi", ("farm-sw",)), ("mti", ("farm-sw",)), ("mzazi", ("farm-sw",)), ("kupanda", ("farm-sw",)),
)  # fmt: skip
NOT_FOUND = {
    "mti": "miti: two letters are left of it",
    "القصة": "قصص: a plural that doubles a letter",
}
"""What the analyser does not bring together."""


@pytest.mark.slow
@pytest.mark.django_db
def test_each_inflected_query_finds_its_text_and_no_other() -> None:
    rows = {add(title, language, text): name for name, (language, title, text) in TEXTS.items()}
    with transaction.atomic():
        actions.refresh(KIND, rows)
    found = {
        asked: tuple(rows[hit.row] for hit in ranked(KIND, asked, among=Job.objects.all()).hits)
        for asked, _expected in ASKED
    }
    differing = {asked: found[asked] for asked, expected in ASKED if found[asked] != expected}
    assert differing == dict.fromkeys(NOT_FOUND, ())
