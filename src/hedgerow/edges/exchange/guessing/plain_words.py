"""Words of headings that say no field: articles, counts, places, and parts of compounds."""

from typing import Final

from . import further
from .folded import plain


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES: Final = further.plain_words("articles") | _words(
    "de la del el las los der die das des dem den do da dos das du le les l d of the"
)
HEADS: Final = {
    "schulerinnen": "schuler", "schuler": "schuler", "schul": "schule", "klassen": "klasse", "kurs": "kurs",
    "gruppen": "gruppe", "lehrer": "lehrer", "lehrkraft": "lehrer", "eltern": "eltern",
}  # fmt: skip
TAILS: Final = (
    "name",
    "nummer",
    "nr",
    "id",
    "code",
    "kennung",
    "mail",
    "email",
    "telefon",
    "adresse",
)
COUNTS: Final = further.plain_words("counts") | _words(
    "anzahl zahl count counts total totals totale totales effectif effectifs cantidad qtd qtde quantidade nb nbre "
    "summe prozent percent percentage pct quote anteil taux tasa porcentaje percentual headcount capacity kapazitat "
    "capacite capacidad vagas platze places عدد العدد نسبه النسبه مجموع المجموع اجمالي الاجمالي السعه"
)
ENDING_COUNTS: Final = ("zahl", "quote", "anteil", "starke", "zahlen")
NUMBERS: Final = further.plain_words("numbers") | _words(
    "number no nr num numero nombre n nummer numeros"
)
OF: Final = further.plain_words("of") | _words("of de d von der des dos das do")
MANY: Final = further.plain_words("many") | _words(
    "students pupils learners children boys girls teachers staff classes rooms employees eleves enfants enseignants "
    "professeurs filles garcons alumnos alumnas estudiantes docentes profesores maestros clases grupos alunos alunas "
    "estudantes professores turmas schulerinnen lehrkrafte kinder klassen jungen madchen"
)
IN_ORDER: Final = further.plain_words("in_order") | frozenset(map(plain, (
    "lfd nr", "lfd. nummer", "laufende nummer", "laufende nr", "lfdnr", "nr. im klassenbuch", "serial no", "serial number",
    "sl no", "sr no", "s no", "s/n", "row", "line", "zeile", "no ordre", "n° d'ordre", "numéro d'ordre", "no lista", "n lista",
    "nº de lista", "número de lista", "nº de orden", "número de orden", "nº de ordem", "nº de chamada", "número de chamada",
    "م", "ت", "التسلسل", "مسلسل", "الرقم التسلسلي", "رقم تسلسلي",
)))  # fmt: skip
"""Which line it is, whatever stands in it."""
BARE: Final = further.plain_words("bare") | _words(
    "nr no n number num nummer numero رقم الرقم ord ordem orden"
)
"""What may be a number of somebody, or that of the line."""
SCHOOLS: Final = further.plain_words("schools") | _words(
    "school schools schule schulen ecole etablissement lycee escuela colegio escola المدرسه مدرسه"
)
NOTHING: Final = further.plain_words("nothing") | frozenset(map(plain, (
    "Bemerkung", "Bemerkungen", "Notiz", "Geburtsort", "Geburtsland", "Konfession", "Religion", "Staatsangehörigkeit",
    "Nationalität", "PLZ", "Postleitzahl", "Ort", "Wohnort", "Ortsteil", "Fax", "Telefax", "Schulleitung", "Schulleiter", "Schulart",
    "Schulform", "Schulleiterin", "Klassenlehrer", "Klassenlehrerin", "Klassenleitung", "Fächer", "Deputat", "Anrede", "Titel Anrede",
    "Lieu de naissance", "Nationalité", "Code postal", "Ville", "Commune", "Observations", "Remarques", "Matière", "Civilité",
    "Type d'établissement", "Directeur", "Directrice", "Chef d'établissement", "Lugar de nacimiento", "Nacionalidad", "Código postal",
    "Localidad", "Municipio", "Ciudad", "Provincia", "Observaciones", "Materia", "Asignatura", "Director", "Directora", "Turno",
    "Local de nascimento", "Naturalidade", "Nacionalidade", "CEP", "Cidade", "Município", "Bairro", "UF", "Observações", "Disciplina",
    "Diretor", "Diretora", "Turno", "Data de nascimento do responsável", "مكان الميلاد", "مكان الولادة", "الجنسية", "الديانة", "المدينة",
    "المحافظة", "المنطقة", "ملاحظات", "الرمز البريدي", "المادة", "المدير", "اسم المدير", "مدير المدرسة", "Zip", "Zip code", "Postcode",
    "City", "Town", "Notes", "Remarks", "Comments", "Place of birth", "Nationality", "Principal", "Head teacher", "Subject", "Subjects",
)))  # fmt: skip
"""What exports have and nothing here keeps."""
