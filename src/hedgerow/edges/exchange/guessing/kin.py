"""Words of headings for a learner, for those who answer for one, and for what is said of them."""

from collections.abc import Mapping
from typing import Final

from . import further


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOTHER: Final = further.kin("mother") | _words(
    "mother mothers mum mums mom moms stepmother madre madres mama mamas mutter mutti muttis stiefmutter mere mae "
    "الام للام والده الوالده"
)
FATHER: Final = further.kin("father") | _words(
    "father fathers dad dads stepfather padre papa papas vater vaters vati stiefvater pere pai الاب للاب والد الوالد"
)
GUARDIAN: Final = further.kin("guardian") | _words(
    "guardian guardians parent parents carer carers caregiver caregivers caretaker grandparent "
    "grandparents grandmother grandfather foster apoderado apoderada apoderados acudiente acudientes "
    "padres tutores representante responsable encargado encargada familiar abuela abuelo cuidador cuidadora "
    "tuteur tutrice responsables responsavel responsaveis encarregado encarregada encarregados "
    "eltern elternteil erziehungsberechtigter erziehungsberechtigte erziehungsberechtigten vormund "
    "sorgeberechtigte sorgeberechtigter grossmutter grossvater oma opa "
    "ولي وليه لولي اولياء الوالدين والدين الوصي وصي الجد الجده"
)
FAMILY: Final = MOTHER | FATHER | GUARDIAN
"""What a column of a learner's row speaks of that says something of somebody else."""
HOUSEHOLD: Final = further.kin("household") | _words(
    "family families household home familia hogar casa familie haushalt العائله عائله العايله عايله الاسره اسره المنزل"
)
"""With an address or a telephone: the family's, and not the learner's own."""
CHILD: Final = further.kin("child") | _words(
    "child childs children kid kids pupil pupils student students learner learners son daughter "
    "nino nina ninos hijo hija alumno alumna alumnos estudiante estudiantes menor aprendiz "
    "kind kindes kinder schuler schulers schulerin schulerinnen lernende "
    "eleve eleves enfant enfants aluno aluna alunos alunas estudante estudantes crianca criancas educando "
    "طفل الطفل طفله الطفله طالب الطالب طالبه الطالبه تلميذ التلميذ الابن الابنه متعلم المتعلم المتعلمه"
)
OTHERS: Final = further.kin("others") | _words(
    "teacher teachers tutor tutora counselor counsellor coach emergency doctor physician docente maestro "
    "maestra profesor profesora medico emergencia lehrer lehrerin lehrkraft klassenlehrer klassenlehrerin notfall arzt "
    "enseignant enseignante professeur urgence medecin professor professora emergencia diretor "
    "المعلم معلم المعلمه المدرس طوارئ طواري الطوارئ الطواري الطبيب"
)
"""Neither the learner nor the family."""
PHRASES: Final[Mapping[str, str]] = {
    "mother tongue": "language", "mother language": "language", "lengua materna": "language",
    "tutor legal": "guardian", "tutora legal": "guardian", "next of kin": "guardian", "contact number": "phone",
    "contact no": "phone", "numero de contacto": "phone", **further.phrases(),
}  # fmt: skip
"""Words that together mean another one."""
ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "email": further.kin("email") | _words("email emails mail mails correo correos courriel mel gmail البريد بريد بريده ايميل الايميل"),
    "phone": further.kin("phone") | _words(
        "phone phones telephone tel mobile mobil cell cellphone whatsapp sms telefono telefonos movil "
        "celular telefone telemovel portable telefon telefonnummer handy handynummer mobilnummer rufnummer "
        "هاتف الهاتف جوال الجوال موبايل الموبايل محمول المحمول تليفون واتساب"
    ),
    "relation": further.kin("relation") | _words(
        "relation relationship parentesco relacion vinculo beziehung verwandtschaft lien parente صله القرابه"
    ),
    "language": further.kin("language") | _words("language languages idioma lengua sprache langue lingua لغه اللغه"),
    "name": further.kin("name") | _words(
        "name names full first last surname forename given nombre nombres apellido apellidos completo "
        "nom prenom nome sobrenome vorname nachname اسم الاسم الكامل"
    ),
    "code": further.kin("code") | _words("id code number no nr codigo numero nummer رقم الرقم رمز الرمز"),
}  # fmt: skip
"""What a column says of somebody; the first that fits, so that a phone's number is no code."""
QUALIFIERS: Final = further.kin("qualifiers") | _words(
    "e address addresses home work personal private preferred primary main contact electronico "
    "electronica particular contacto direccion primer segundo adresse privat الالكتروني الشخصي عنوان family"
)
"""What may stand beside these words and changes nothing."""
FILLERS: Final = further.kin("fillers") | _words(
    "du le les l d do da dos educacao of the for to s or and de del la el los las o y u a al legal tutor tutora des der die das von und "
    "oder الامر امر او"
)
BEFORE: Final[Mapping[str, str]] = {
    "first": "1", "primary": "1", "primer": "1", "primera": "1", "erster": "1", "erste": "1",
    "second": "2", "secondary": "2", "other": "2", "segundo": "2", "segunda": "2", "otro": "2",
    "zweiter": "2", "zweite": "2",
}  # fmt: skip
"""Which guardian it is, straight before the word."""
ANYWHERE: Final[Mapping[str, str]] = {
    "1": "1",
    "2": "2",
    "الاول": "1",
    "الثاني": "2",
    **further.ordinals(),
}
