"""Headings of real exports of schools in six languages, each with the field it should meet, or none."""

import pytest

from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.guessing import lookups
from hedgerow.edges.exchange.guessing.plainly import is_count, plainly
from hedgerow.edges.exchange.guessing.proposing import propose
from hedgerow.edges.exchange.guessing.writing import mapping_text
from hedgerow.edges.exchange.mappings import parse_mapping
from hedgerow.edges.exchange.reading import Sheet

PEOPLE = {
    "de": "Lfd. Nr.: | Nachname:name | Vorname:name | Rufname:called | Schülername:name | Name des Schülers:name "
          "| Schülernummer:code | Schüler-ID:code | Personalnummer:code | Kürzel:code | Geburtsdatum:born "
          "| Geb.-Datum:born | geb. am:born | Geburtsort: | Konfession: | Staatsangehörigkeit: | Straße: | PLZ: | Ort: "
          "| Wohnort: | Klasse:group_name | Jahrgangsstufe:grade | Klassenstufe:grade | Klassenlehrer/in: | Telefon:phone "
          "| Mobil:phone | E-Mail-Adresse:email | Schule:organisation_name | Schulname:organisation_name "
          "| Schulnummer:organisation_code | Funktion:role | Eintritt:starts | Eintrittsdatum:starts | Aufnahmedatum:starts "
          "| Abgangsdatum:ends | Muttersprache:language | Familiensprache:language | Bemerkung: | Anzahl Fehltage: "
          "| Fehlquote: | Deputat:",
    "fr": "N° d'ordre: | Nom:name | Prénom:name | Nom de famille:name | Nom de l'élève:name | Nom et prénom:name "
          "| INE:code | N° élève:code | Identifiant:code | Matricule:code | Date de naissance:born | Né(e) le:born "
          "| Lieu de naissance: | Nationalité: | Adresse: | Code postal: | Commune: | Ville: | Classe:group_name | Niveau:grade "
          "| Téléphone:phone | Téléphone portable:phone | Courriel:email | Adresse e-mail:email | Mél:email "
          "| Établissement:organisation_name | École:organisation_name | Nom de l'établissement:organisation_name "
          "| UAI:organisation_code | Code UAI:organisation_code | Fonction:role | Date d'entrée:starts "
          "| Date de sortie:ends | Langue maternelle:language | Nombre d'absences: | Matière: | Observations:",
    "es": "Nº de lista: | Nombre:name | Apellidos:name | Primer apellido:name | Apellido paterno:name "
          "| Nombre del alumno:name | Nombre y apellidos:name | NIE:code | CURP:code | Matrícula:code | Nº de expediente:code "
          "| Código del estudiante:code | Fecha de nacimiento:born | Fecha de nac.:born | Lugar de nacimiento: "
          "| Nacionalidad: | Domicilio: | Código postal: | Localidad: | Municipio: | Grupo:group_name | Curso:grade | Grado:grade "
          "| Teléfono móvil:phone | Correo electrónico:email | Centro:organisation_name | Centro educativo:organisation_name "
          "| Nombre del centro:organisation_name | Código de centro:organisation_code | CCT:organisation_code "
          "| Cargo:role | Puesto:role | Fecha de ingreso:starts | Fecha de alta:starts | Fecha de baja:ends "
          "| Lengua materna:language | Observaciones: | Nº de hermanos: | Total de faltas:",
    "pt": "Nº de chamada: | Nome:name | Nome completo:name | Nome do aluno:name | Sobrenome:name | RA:code "
          "| Nº de matrícula:code | Nº de processo:code | Código do aluno:code | Data de nascimento:born | Data nasc.:born "
          "| Naturalidade: | Endereço: | CEP: | Cidade: | Município: | Bairro: | Turma:group_name | Série:grade "
          "| Ano de escolaridade:grade | Telefone:phone | Telemóvel:phone | Celular:phone | E-mail institucional:email "
          "| Escola:organisation_name | Nome da escola:organisation_name | Código INEP:organisation_code "
          "| Código da escola:organisation_code | Função:role | Data de ingresso:starts | Data de entrada:starts "
          "| Data de saída:ends | Língua materna:language | Observações: | Disciplina: | Total de faltas: | Turno:",
    "ar": "م: | التسلسل: | الاسم:name | اسم الطالب:name | الاسم الكامل:name | الاسم الأول:name | اسم العائلة:name "
          "| رقم الطالب:code | الرقم الأكاديمي:code | الرقم الوظيفي:code | تاريخ الميلاد:born | تاريخ الولادة:born "
          "| مكان الميلاد: | الجنسية: | المدينة: | العنوان: | الشعبة:group_name | الصف:grade | المرحلة:grade | رقم الهاتف:phone "
          "| الجوال:phone | البريد الإلكتروني:email | المدرسة:organisation_name | اسم المدرسة:organisation_name "
          "| رقم المدرسة:organisation_code | الوظيفة:role | المسمى الوظيفي:role | تاريخ الالتحاق:starts "
          "| تاريخ التعيين:starts | اللغة الأم:language | ملاحظات: | عدد الغيابات:",
    "en": "S/N: | Surname:name | Forename:name | Student name:name | UPN:code | Admission no.:code | Staff ID:code "
          "| Date of birth:born | Place of birth: | Nationality: | Postcode: | Address: | Class:group_name | Year group:grade "
          "| Mobile:phone | School:organisation_name | School name:organisation_name | School code:organisation_code "
          "| Job title:role | Admission date:starts | Leaving date:ends | First language:language | Number of siblings: "
          "| Days absent total: | Attendance %: | Notes:",
}  # fmt: skip
SCHOOLS = {
    "de": "Schulname:name | Name der Schule:name | Schulnummer:code | Dienststellennummer:code | Schulart: | Schulform: "
          "| Straße:address | Anschrift:address | PLZ: | Ort: | Schülerzahl: | Anzahl Schüler: | Zahl der Lehrkräfte: "
          "| Lehrerzahl: | Klassenzahl: | Schulleitung: | Homepage:website | Internet:website | Bemerkung:",
    "fr": "Établissement:name | Nom de l'établissement:name | UAI:code | RNE:code | Type d'établissement: | Adresse:address "
          "| Code postal: | Commune: | Effectif: | Nombre d'élèves: | Nombre de classes: | Directrice: | Site web:website",
    "es": "Nombre del centro:name | Escuela:name | Código de centro:code | CCT:code | Domicilio:address | Localidad: "
          "| Municipio: | Nº de alumnos: | Número de alumnos: | Total de alumnos: | Cantidad de docentes: | Directora: "
          "| Página web:website | Turno:",
    "pt": "Escola:name | Nome da escola:name | Código INEP:code | Endereço:address | CEP: | Município: | UF: "
          "| Nº de alunos: | Total de matrículas: | Qtd. alunos: | Quantidade de turmas: | Diretora:",
    "ar": "اسم المدرسة:name | المدرسة:name | رقم المدرسة:code | الرقم الوطني للمدرسة:code | العنوان:address | المدينة: "
          "| المحافظة: | عدد الطلاب: | عدد المعلمين: | مدير المدرسة: | الموقع الإلكتروني:website | ملاحظات:",
    "en": "School name:name | School code:code | NCES ID:code | Street address:address | City: | Zip: | Enrollment: "
          "| Number of students: | No. of teachers: | Total students: | Capacity: | Principal: | Website:website",
}  # fmt: skip
GROUPS = {
    "de": "Klasse:name | Klassenname:name | Jahrgangsstufe:grade | Schuljahr:school_year | Schülerzahl: | Klassenlehrer:",
    "fr": "Classe:name | Niveau:grade | Année scolaire:school_year | Effectif:",
    "es": "Grupo:name | Grado:grade | Ciclo escolar:school_year | Nº de alumnos:",
    "pt": "Turma:name | Série:grade | Ano letivo:school_year | Nº de alunos:",
    "ar": "الشعبة:name | الصف:grade | السنة الدراسية:school_year | عدد الطلاب:",
    "en": "Class:name | Year group:grade | Academic year:school_year | Number of pupils:",
}
TABLES = {"people": PEOPLE, "organisations": SCHOOLS, "groups": GROUPS}
VALUES = {"born": ("2015-03-09", "2014-11-30", "2015-07-02"), "code": ("4711", "4718", "4803"),
          "role": ("Lehrerin", "maestro", "معلمة")}  # fmt: skip


def cases():
    for target, table in TABLES.items():
        for language, said in table.items():
            for one in said.split("|"):
                heading, _colon, field = one.strip().rpartition(":")
                yield pytest.param(target, heading, field, id=f"{target}-{language}-{heading}")


def guess(target, heading, values):
    """What is proposed for a column alone."""
    rows = tuple((at, (one,)) for at, one in enumerate(values, 2))
    sheet = Sheet(file="a.csv", columns=(heading,), places={heading: 0}, rows=rows)
    (found,) = propose(sheet, this_year=2026, target=target).guesses
    return found


@pytest.mark.parametrize(("target", "heading", "field"), list(cases()))
def test_each_heading_meets_its_field_or_none(target, heading, field):
    values = VALUES.get(field, ("412", "987", "1233") if not field else ("abc", "def", "ghi"))
    assert guess(target, heading, values).field == field


@pytest.mark.parametrize("values", [("412", "987", "233"), ("1", "2", "3"), ("12,5", "40", "33"), ("2014", "2015", "2013"),
                                    ("4711", "4711", "4718"), ("5a", "5b", "6a"), ("Elm 1", "Elm 2", "Elm 3")])  # fmt: skip
@pytest.mark.parametrize("target", ["people", "organisations", "groups", "activities"])
def test_numbers_that_are_like_counts_years_or_repeat_are_never_proposed_as_codes(target, values):
    assert guess(target, "Irgendwas", values).field != "code"


def test_a_column_of_long_numbers_that_stand_once_is_proposed_as_one():
    assert guess("people", "Irgendwas", ("4711", "4718", "4803")).field == "code"
    assert guess("people", "Irgendwas", ("A-17", "A-18", "B-118")).field == "code"


@pytest.mark.parametrize("heading", ["Nr.", "No", "N°", "الرقم", "Nummer"])
def test_what_only_numbers_the_lines_is_no_code(heading):
    found = guess("people", heading, ("1", "2", "3"))
    assert found.field == ""
    assert "another order" in found.reason
    assert guess("people", heading, ("4711", "4718", "4803")).field == "code"


def test_a_column_of_codes_whose_values_repeat_is_none():
    found = guess("organisations", "School code", ("7", "7", "7", "9"))
    assert (found.field, "repeat" in found.reason) == ("", True)
    assert guess("people", "Student ID", ("L1", "L1", "L2", "L3")).field == "code"


def test_days_of_entry_are_no_birth_dates():
    assert (
        guess("people", "Vertragsdatum", ("01.08.2019", "01.08.2020", "15.02.2018")).field
        == "starts"
    )
    assert (
        guess("people", "Irgendein Tag", ("03.04.2015", "17.08.2014", "22.02.2015")).field == "born"
    )


def test_a_role_of_which_no_word_is_known_is_left_out_with_the_reason():
    found = guess("people", "Funktion", ("Hausmeister", "Mensa"))
    assert (found.field, "none of its words" in found.reason) == ("", True)


def test_words_for_roles_and_marks_are_known_however_they_are_spelt():
    assert lookups.looked_up("role", ["Lehrerin", "SCHÜLER", "معلّمة", "Élève"]) == {
        "Lehrerin": "educator", "SCHÜLER": "learner", "معلّمة": "educator", "Élève": "learner",
    }  # fmt: skip
    assert lookups.looked_up("status", ["غائب", "anwesend"]) == {
        "غائب": "absent",
        "anwesend": "present",
    }


def test_compounds_and_articles_are_taken_apart():
    assert plainly("Schülername") == "schuler name"
    assert plainly("Nom de l'élève") == "nom eleve"
    assert plainly("Date d’entrée") == "date entree"
    assert plainly("Nummer") == "nummer"


@pytest.mark.parametrize(
    ("heading", "counts"),
    [("Schülerzahl", True), ("Number of students", True), ("Nombre d'élèves", True), ("عدد الطلاب", True),
     ("Student number", False), ("Nummer", False), ("Postleitzahl", False), ("Numéro d'élève", False),
     ("Nombre del alumno", False), ("No. of teachers", True), ("Schüler Nummer", False)],
)  # fmt: skip
def test_a_count_is_told_from_a_number(heading, counts):
    assert is_count(heading) is counts


def test_a_list_of_schools_is_known_for_one_and_its_rows_are_schools():
    columns = ("Schulname", "Schulart", "Straße", "PLZ", "Ort", "Schülerzahl", "Telefon")
    row = ("Oak", "Realschule", "Elmweg 1", "79102", "Freiburg", "412", "0761 1")
    places = {one: at for at, one in enumerate(columns)}
    found = propose(Sheet("a.csv", columns, ((2, row), (3, row)), places), this_year=2026)
    assert (found.target, found.makes_codes, found.constants) == (
        "organisations", True, {"kind": "school"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "order"),
    [
        (("Nachname", "Vorname"), ["Vorname", "Nachname"]),
        (("Name", "Vorname"), ["Vorname", "Name"]),
        (("Nom", "Prénom"), ["Prénom", "Nom"]),
        (("Nom de l'élève", "Prénom de l'élève"), ["Prénom de l'élève", "Nom de l'élève"]),
        (("Apellidos", "Nombre"), ["Nombre", "Apellidos"]),
        (("Primer apellido", "Segundo apellido", "Nombre"), ["Nombre", "Primer apellido", "Segundo apellido"]),
        (("Nome", "Sobrenome"), ["Nome", "Sobrenome"]),
        (("الاسم الأول", "اسم العائلة"), ["الاسم الأول", "اسم العائلة"]),
        (("Nombre completo", "Nombre"), ["Nombre completo"]),
        (("Nombre", "Nombre del centro"), ["Nombre"]),
    ],
)  # fmt: skip
def test_parts_of_a_name_make_one_with_the_familys_last(columns, order):
    columns = (*columns, "Fecha de nacimiento")
    row = (*("x" for _one in columns[1:]), "2015-02-03")
    places = {one: at for at, one in enumerate(columns)}
    sheet = Sheet("a.csv", columns, ((2, row),), places)
    found = propose(sheet, this_year=2026, target="people")
    fields = {one.column: one.field for one in found.guesses}
    assert sorted(one for one, field in fields.items() if field == "name") == sorted(order)
    text = mapping_text(TARGETS["people"], sheet, fields, {}, month_first=False, makes_codes=True)
    source = parse_mapping(text, "m").rows[0].fields["name"]
    assert [one.column for one in source.cells] == order


def test_who_has_a_class_or_parents_is_taken_for_a_learner():
    for column in ("Klasse", "E-Mail Eltern"):
        columns = ("Nachname", "Vorname", "Geburtsdatum", column)
        row = ("Ek", "Bo", "2015-02-03", "x")
        places = {one: at for at, one in enumerate(columns)}
        found = propose(Sheet("a.csv", columns, ((2, row),), places), this_year=2026)
        assert (found.target, found.constants) == ("people", {"role": "learner"})
