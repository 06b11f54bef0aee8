"""Which field a heading means, by the words that spreadsheets use for it."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from django.utils.translation import override

from hedgerow.foundation.targets import Target

from ..catalogue import TARGETS
from ..wording import NAMES
from . import further
from .folded import plain
from .name_words import FIRST, LAST
from .tongues import MORE

LANGUAGES: Final = ("en", "es", "ar")
NUMBERED: Final = ("id", "code", "number", "no", "nr", "codigo", "numero", "clave", "nummer")
WHO: Final = ("student", "pupil", "learner", "person", "user", "sis", "alumno", "estudiante",
              "schuler", "participant", "matricula", "dni")  # fmt: skip
WHERE: Final = ("school", "site", "organisation", "organization", "escuela", "centro", "schule")
CLASS: Final = ("class", "group", "section", "homeroom", "grupo", "clase", "klasse")
COURSE: Final = ("activity", "course", "club", "programme", "program", "actividad", "curso", "kurs")
DAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "starts": ("start", "starts", "start date", "from", "entry date", "entered", "begin", "begins",
               "inicio", "desde", "fecha de inicio", "von", "beginn"),
    "ends": ("end", "ends", "end date", "to", "until", "exit date", "left", "fin", "hasta",
             "fecha de fin", "bis", "ende"),
}  # fmt: skip
GRADE: Final = ("grade", "year", "year group", "grade level", "curso escolar", "grado", "stufe")


def _numbered(things: tuple[str, ...]) -> tuple[str, ...]:
    """A thing alone, and with each word for a number."""
    return (*things, *(f"{one} {word}" for one in things for word in NUMBERED))


SITE_NAMES = (*WHERE, *(f"{one} name" for one in WHERE), "nombre de la escuela", "المدرسه")
PEOPLE = {"person_code": _numbered(WHO), "activity_code": _numbered(COURSE),
          "group_code": _numbered(CLASS), "organisation_code": _numbered(WHERE)}  # fmt: skip
WORDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "organisations": {
        "code": (*_numbered(WHERE[:1])[1:], *NUMBERED, "cds", "nces id", "urn", "official code"),
        "name": (*SITE_NAMES, "partner", "nombre", "title", "colegio", "nombre del centro"),
        "kind": ("type", "category", "tipo", "art"), "sector": ("sector", "branche"),
        "parent_code": _numbered(("district", "parent", "network", "distrito")),
        "address": ("street", "direccion", "adresse", "location"),
        "website": ("url", "web", "homepage", "pagina web"),
        "low_grade": ("lowest grade", "grade low", "grades from"),
        "high_grade": ("highest grade", "grade high", "grades to"),
    },
    "people": {
        "code": (*NUMBERED, *_numbered(WHO), "no exp", "n exp", "expediente", "no expediente",
                 "numero de expediente", "nia", "curp"),
        "name": ("full name", "student name", "nombre", "nombre completo", "nombre y apellidos",
                 "apellidos nombre", "apellidos y nombre", "last name first name",
                 "surname forename", "name vorname", "nachname vorname", "اسم", *FIRST, *LAST),
        "called": ("nickname", "preferred name", "known as", "apodo"),
        "role": ("type", "position", "user type", "rol", "funcion", "cargo"),
        "organisation_code": _numbered(WHERE)[len(WHERE):], "organisation_name": SITE_NAMES,
        "grade": (*GRADE, "curso", "nivel", "jahrgang", "year level"), **DAYS,
        "email": ("e mail", "mail", "correo", "correo electronico"),
        "phone": ("telephone", "mobile", "cell", "telefono", "movil", "telefon"),
        "language": ("home language", "idioma", "lengua", "sprache"),
        "born": ("birth date", "birthday", "date of birth", "dob", "birthdate", "geburtstag",
                 "fecha de nacimiento", "fecha nac", "fec nac", "f nac", "nacimiento",
                 "geburtsdatum", "geb", "born on"),
    },
    "guardians": {
        "guardian_code": _numbered(("guardian", "parent", "mother", "father", "tutor legal")),
        "learner_code": _numbered(WHO), "relation": ("relationship", "parentesco"), **DAYS,
    },
    "groups": {
        "code": (*NUMBERED, *_numbered(CLASS)[len(CLASS):]), "name": (*CLASS, "class name", "title"),
        "grade": GRADE, "organisation_code": _numbered(WHERE),
        "school_year": ("school year", "academic year", "ano escolar", "schuljahr"), **DAYS,
    },
    "group-members": {**PEOPLE, "leads": ("leader", "teacher", "lead", "dirige"), **DAYS},
    "activities": {
        "code": (*NUMBERED, *_numbered(COURSE)[len(COURSE):]), "title": (*COURSE, "name", "nombre", "titulo"),
        "kind": ("type", "category", "tipo"), "summary": ("description", "descripcion"),
        "site_code": _numbered(WHERE), "leader_code": _numbered(("leader", "teacher", "docente")),
        "minimum_minutes": ("minutes", "minimum", "minutos"), **DAYS,
    },
    "enrolments": {**PEOPLE, **DAYS},
    "attendance": {
        **PEOPLE, "day": ("date", "day", "session date", "fecha", "dia", "datum"),
        "time": ("start time", "hora", "uhrzeit"), "status": ("mark", "attendance", "asistencia"),
        "session_minutes": ("length", "duration", "duracion"), "minutes": ("minutes present",),
    },
    "observations": {
        "indicator": ("measure", "metric", "indicador"), "organisation_code": _numbered(WHERE),
        "value": ("score", "result", "valor", "wert"), "n": ("count", "tested", "sample"),
        "unit": ("unidad", "einheit"), "source": ("fuente", "quelle"), **DAYS,
    },
}  # fmt: skip


def meanings(target: Target) -> Mapping[str, tuple[str, str]]:
    """Plain words → field and the word as it is told; the field's own names go first."""
    return _meanings(target.name)


@cache
def _meanings(name: str) -> Mapping[str, tuple[str, str]]:
    target = TARGETS[name]
    found: dict[str, tuple[str, str]] = {}
    for field in target.fields:
        found.setdefault(plain(field.name), (field.name, field.name))
        for language in LANGUAGES:
            with override(language):
                title = str(NAMES.get(field.name, field.name))
            found.setdefault(plain(title), (field.name, title))
    names = {one.name for one in target.fields}
    of = "people" if name == "families" else name
    for table in (WORDS.get(of, {}), MORE.get(of, {}), *further.fields(of)):
        for field_name, words in table.items():
            for word in words if field_name in names else ():
                found.setdefault(plain(word), (field_name, word))
    return found
