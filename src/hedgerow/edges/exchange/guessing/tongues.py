"""Words of headings in German, French, Spanish, Portuguese and Arabic, by target and field, as exports have them."""

from collections.abc import Mapping
from typing import Final


def _said(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(","))


Words = Mapping[str, tuple[str, ...]]

DAYS: Final[Words] = {
    "starts": _said(
        "eintritt, eintrittsdatum, eintritt am, schuleintritt, aufnahme, aufnahmedatum, aufgenommen am, zugang, "
        "zugangsdatum, beginn, beginndatum, startdatum, ab, seit, date entree, entree, date debut, debut, "
        "date inscription, date arrivee, date rentree, fecha inicio, fecha ingreso, ingreso, fecha alta, alta, "
        "fecha inscripcion, fecha entrada, inicio, data inicio, data ingresso, ingresso, data entrada, data matricula, "
        "admissao, data admissao, تاريخ الالتحاق, تاريخ التسجيل, تاريخ البدايه, تاريخ التعيين, تاريخ القبول, hire date, "
        "admission date, date of admission, enrollment date, enrolment date, date enrolled, join date"
    ),
    "ends": _said(
        "austritt, austrittsdatum, abgang, abgangsdatum, entlassung, entlassdatum, enddatum, date sortie, sortie, "
        "date fin, fecha fin, fecha baja, baja, fecha egreso, egreso, data saida, saida, termino, data termino, data fim, "
        "تاريخ المغادره, تاريخ النهايه, تاريخ الانسحاب, leaving date, date of leaving, withdrawal date"
    ),
}  # fmt: skip
GRADE: Final = _said(
    "jahrgangsstufe, klassenstufe, schulstufe, stufe, jahrgang, niveau, annee etude, grado, nivel, curso escolar, ano, "
    "serie, ano escolaridade, ano serie, serie ano, الصف, المرحله, الصف الدراسي, السنه"
)
SCHOOL: Final = _said(
    "schule, name schule, schulname, stammschule, etablissement, nom etablissement, ecole, nom ecole, college, lycee, "
    "centro educativo, centro escolar, nombre centro, nombre escuela, colegio, plantel, institucion, "
    "institucion educativa, escola, nome escola, unidade escolar, unidade ensino, agrupamento, المدرسه, اسم المدرسه, "
    "المؤسسه, اسم المؤسسه"
)
SCHOOL_CODE: Final = _said(
    "schulnummer, schule nummer, schulkennung, dienststellennummer, dienststellenschlussel, uai, rne, code uai, "
    "code rne, uai etablissement, code etablissement, clave centro, clave escuela, codigo centro, codigo escuela, "
    "cct, clave ct, codigo dane, codigo modular, rbd, inep, codigo inep, codigo escola, cod escola, "
    "رقم المدرسه, رمز المدرسه, الرقم الوطني للمدرسه, الرقم الاحصائي, الرقم الوزاري"
)
LANGUAGE: Final = _said(
    "muttersprache, familiensprache, verkehrssprache, herkunftssprache, erstsprache, langue maternelle, langue, "
    "langue parlee a maison, lengua materna, lengua familiar, idioma materno, lingua materna, lingua, idioma, "
    "اللغه, لغه البيت, اللغه الام, first language, native language"
)
ADDRESS: Final = _said(
    "strasse, anschrift, adresse, strasse hausnummer, strasse nr, rue, adresse postale, domicilio, direccion, "
    "endereco, morada, logradouro, العنوان, address 1, street address"
)

MORE: Final[Mapping[str, Words]] = {
    "organisations": {
        "code": (*SCHOOL_CODE, "kennung", "identifiant", "id institucional", "رقم", "الرقم"),
        "name": (*SCHOOL, "bezeichnung", "einrichtung", "partner", "nom", "denomination", "institucion", "nome",
                 "denominacao", "nom structure", "raison sociale"),
        "kind": ("typ", "type", "tipo", "categorie", "categoria", "النوع"),
        "address": ADDRESS,
        "website": ("internet", "internetadresse", "internetseite", "webseite", "website", "homepage", "site web",
                    "site internet", "url", "sitio web", "pagina web", "pagina", "الموقع", "الموقع الالكتروني"),
        "parent_code": ("schultrager nummer", "bezirk nummer", "code academie", "clave zona", "codigo distrito"),
    },
    "people": {
        "code": _said(
            "schulernummer, schuler nummer, schuler id, schulerkennung, personalnummer, personal nummer, personalnr, "
            "kurzel, lehrerkurzel, kennung, stammnummer, matrikelnummer, ine, numero national, identifiant, "
            "identifiant national, numero eleve, no eleve, n eleve, matricule, nuref, nie, numero alumno, "
            "codigo alumno, codigo estudiante, clave alumno, matricula, no matricula, n matricula, numero matricula, "
            "numero empleado, clave empleado, no control, ra, registro aluno, numero aluno, no aluno, n aluno, "
            "codigo aluno, no processo, n processo, numero processo, registro, siape, رقم الطالب, رقم الطالبه, "
            "الرقم الاكاديمي, رقم التلميذ, رقم المتعلم, رقم القيد, رقم الموظف, الرقم الوظيفي, رمز الطالب, الرقم المدرسي, "
            "admission no, admission number, upn, employee id, staff id, staff number, employee number"
        ),
        "name": _said(
            "schulername, name schuler, nachname, familienname, zuname, vorname, vor und nachname, vollstandiger name, "
            "name vorname, lehrkraft, lehrername, nom, prenom, prenoms, nom famille, nom usage, nom prenom, "
            "nom et prenom, prenom et nom, nom complet, nom eleve, nom enseignant, nombre completo, nombre y apellidos, "
            "apellidos y nombre, apellidos y nombres, nombres y apellidos, apellidos nombres, nombre alumno, docente, "
            "primer apellido, segundo apellido, apellido paterno, apellido materno, nome, nome completo, nome aluno, "
            "sobrenome, apelido, nome proprio, primeiro nome, ultimo nome, nome professor, nome servidor, الاسم, "
            "اسم الطالب, اسم الطالبه, الاسم الكامل, الاسم الثلاثي, الاسم الرباعي, الاسم الاول, اسم العائله, اللقب, "
            "الكنيه, اسم المعلم, اسم الموظف, employee name, staff name, teacher name"
        ),
        "called": _said("rufname, spitzname, prenom usuel, nombre preferido, nome social, اسم الشهره"),
        "role": _said(
            "funktion, rolle, position, dienststellung, amtsbezeichnung, fonction, poste, role, puesto, cargo, "
            "funcion, rol, funcao, papel, الوظيفه, المسمي الوظيفي, الدور, الصفه, job title"
        ),
        "organisation_code": SCHOOL_CODE, "organisation_name": SCHOOL, "grade": GRADE, **DAYS,
        "email": _said(
            "e mail, email, mail, e mail adresse, mailadresse, dienstliche e mail, courriel, mel, adresse mail, "
            "adresse e mail, adresse electronique, correo, correo electronico, email institucional, e mail institucional, "
            "correio eletronico, endereco eletronico, البريد الالكتروني, الايميل"
        ),
        "phone": _said(
            "telefon, telefonnummer, telefon privat, handy, mobil, mobilnummer, tel, telephone, telephone portable, "
            "portable, no telephone, telefono, telefono movil, celular, movil, telefone, telemovel, الهاتف, "
            "رقم الهاتف, الجوال, رقم الجوال, الموبايل"
        ),
        "language": LANGUAGE,
        "born": _said(
            "geburtsdatum, geb datum, gebdatum, geb am, geboren am, geburtstag, date naissance, date naiss, naissance, "
            "ne le, nee le, ne e le, ddn, fecha nacimiento, fecha nac, nacimiento, data nascimento, data nasc, "
            "dt nascimento, dt nasc, nascimento, تاريخ الميلاد, تاريخ الولاده, الميلاد, يوم الميلاد"
        ),
    },
    "groups": {
        "code": _said("klasse nummer, gruppe nummer, code classe, clave grupo, codigo turma, رقم الشعبه, رمز الشعبه"),
        "name": _said(
            "klasse, klassenname, name klasse, gruppe, gruppenname, lerngruppe, classe, nom classe, division, groupe, "
            "nom groupe, grupo, nombre grupo, clase, seccion, turma, nome turma, الشعبه, الفصل, اسم الشعبه, المجموعه, اسم الفصل"
        ),
        "grade": GRADE, "organisation_code": SCHOOL_CODE,
        "school_year": _said(
            "schuljahr, annee scolaire, ano escolar, curso academico, ciclo escolar, ano letivo, ano lectivo, "
            "السنه الدراسيه, العام الدراسي"
        ),
        **DAYS,
    },
    "group-members": {"leads": _said("leitung, leitet, dirige, responsavel, يقود"), **DAYS},
    "activities": {
        "code": _said("kursnummer, kurs nummer, ag nummer, code activite, codigo actividad, codigo atividade, رقم النشاط"),
        "title": _said(
            "titel, kurs, kursname, ag, angebot, activite, nom activite, atelier, intitule, actividad, taller, "
            "nombre actividad, nombre taller, extraescolar, club, atividade, oficina, nome atividade, النشاط, اسم النشاط, "
            "عنوان النشاط, النادي, نادي, اسم النادي, الورشه, ورشه, اسم الورشه, workshop, club name, arbeitsgemeinschaft, "
            "name ag, clube"
        ),
        "summary": _said("beschreibung, description, descripcion, descricao, الوصف, وصف النشاط"),
        "site_code": SCHOOL_CODE, **DAYS,
    },
    "enrolments": DAYS,
    "attendance": {
        "day": _said("datum, tag, date, fecha, data, التاريخ, اليوم"),
        "status": _said("anwesenheit, status, presence, asistencia, presenca, frequencia, الحضور"),
        "time": _said("uhrzeit, heure, hora, horario, الوقت"),
    },
}  # fmt: skip
