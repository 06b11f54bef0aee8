"""Whole exports in languages whose words have files of their own, each with what it should be found to be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Export:
    """A file as a school's system writes it; ``fields`` of its columns, ``-`` for none, ``x`` for refused."""

    target: str
    fields: str
    text: str

    @property
    def proposed(self):
        return ["" if one == "-" else one for one in self.fields.split()]


ITALIAN = {
    "pupils": Export("people", "- name name - x born - - grade group_name organisation_code organisation_name starts - - - -", """\
N.;Cognome;Nome;Codice fiscale;Sesso;Data di nascita;Luogo di nascita;Cittadinanza;Classe;Sezione;Codice meccanografico;Plesso;Data iscrizione;Indirizzo;Comune;CAP;Provincia
1;Rossi;Giulia;RSSGLI15C49D612K;F;09/03/2015;Firenze;Italiana;4;A;FIEE8360X1;Don Milani;01/09/2021;Via Roma 1;Firenze;50100;FI
2;Bianchi;Luca;BNCLCU14S30D612J;M;30/11/2014;Prato;Italiana;5;B;FIEE8360X1;Don Milani;01/09/2020;Via Pisa 2;Firenze;50100;FI
3;El Amrani;Sara;LMRSRA15H42Z330W;F;02/06/2015;Rabat;Marocchina;4;A;FIEE8360X1;Don Milani;12/01/2024;Via Po 3;Scandicci;50018;FI
"""),
    "staff": Export("people", "name role organisation_name - - email phone starts", """\
Cognome e nome docente;Qualifica;Plesso;Classe di concorso;Ore settimanali;E-mail istituzionale;Cellulare;In servizio dal
Conti Paola;Docente;Don Milani;EEEE;24;p.conti@ic.example;333 1;01/09/2015
Neri Marco;Insegnante;Gandhi;EEEE;24;m.neri@ic.example;333 2;01/09/2019
Galli Anna;Dirigente scolastico;Don Milani;;;a.galli@ic.example;333 3;01/09/2019
"""),
    "families": Export("families", "name name born group_name organisation_name guardian1_name guardian1_phone guardian1_email "
                       "guardian2_name guardian2_phone guardian2_email", """\
Cognome alunno;Nome dell'alunno;Data di nascita;Classe;Scuola;Madre;Cellulare madre;E-mail della madre;Padre;Cellulare padre;E-mail padre
Rossi;Giulia;09/03/2015;4A;Don Milani;Elena Verdi;333 11;elena@x.example;Paolo Rossi;333 12;paolo@x.example
Bianchi;Luca;30/11/2014;5B;Don Milani;Ada Fonti;333 21;ada@x.example;;;
"""),
    "guardians": Export("families", "name born group_name guardian1_name guardian1_phone guardian1_email guardian1_relation language", """\
Alunno/a;Data di nascita;Classe;Genitore o tutore;Telefono genitore;Indirizzo e-mail del genitore;Grado di parentela;Lingua parlata a casa
Giulia Rossi;09/03/2015;4A;Elena Verdi;333 11;elena@x.example;madre;italiano
Luca Bianchi;30/11/2014;5B;Ada Fonti;333 21;ada@x.example;madre;arabo
"""),
    "clubs": Export("activities", "title - - - - -", """\
Laboratorio;Giorno;Orario;Aula;Insegnante;Posti
Robotica;lunedì;15:00;Aula 3;Paola Conti;20
Teatro;martedì;15:00;Palestra;Marco Neri;25
"""),
    "sign-ups": Export("enrolments", "activity_title name name group_name starts", """\
Laboratorio;Cognome;Nome;Classe;Data di iscrizione
Robotica;Rossi;Giulia;4A;01/10/2026
Teatro;Bianchi;Luca;5B;02/10/2026
"""),
    "attendance": Export("attendance", "day activity_code person_code status", """\
Data;Codice laboratorio;Matricola;Presenza
15/10/2026;ROBO;A-17;presente
15/10/2026;ROBO;A-18;assente
"""),
    "schools": Export("organisations", "code name address - - - - website", """\
Codice meccanografico;Denominazione scuola;Indirizzo;Comune;Provincia;N. alunni;Dirigente scolastico;Sito web
FIEE8360X1;Don Milani;Via Roma 1;Firenze;FI;412;Anna Galli;www.a.example
FIEE8360X2;Gandhi;Via Pisa 1;Firenze;FI;212;Anna Galli;www.b.example
"""),
}  # fmt: skip
KOREAN = {
    "pupils": Export("people", "- grade group_name name born x x code organisation_name phone email - -", """\
번호,학년,반,이름,생년월일,주민등록번호,성별,학번,학교,전화번호,이메일,주소,비고
1,5,2,김민준,2015.03.02,150302-3,남,50201,광명초등학교,010-1,min@x.example,광명시 1,
2,5,2,이서연,2015. 9. 14.,150914-4,여,50202,광명초등학교,010-2,seo@x.example,광명시 2,
3,6,1,박지호,2014년 11월 30일,141130-3,남,60101,광명초등학교,010-3,ji@x.example,광명시 3,전입
"""),
    "staff": Export("people", "name role - organisation_name phone email starts", """\
성명,직위,담당과목,소속학교,휴대폰번호,이메일주소,임용일
최은영,교사,수학,광명초등학교,010-5,choi@x.example,2015.03.01
정우성,교장,,광명초등학교,010-6,jung@x.example,2019.03.01
"""),
    "families": Export("families", "name born grade group_name organisation_name guardian1_name guardian1_relation guardian1_phone "
                       "guardian1_email language", """\
학생명,생년월일,학년,반,학교명,보호자 성명,학생과의 관계,보호자연락처,보호자 이메일,모국어
김민준,2015-03-02,5,2,광명초등학교,한미경,모,010-11,han@x.example,한국어
이서연,2015-09-14,5,2,광명초등학교,이도현,부,010-12,lee@x.example,베트남어
"""),
    "parents": Export("families", "name born guardian1_name guardian1_phone guardian2_name guardian2_phone", """\
학생이름,생년월일,어머니 이름,어머니 연락처,아버지이름,아버지연락처
김민준,2015-03-02,한미경,010-11,김철수,010-21
이서연,2015-09-14,이도현,010-12,이수근,010-22
"""),
    "clubs": Export("activities", "title - - - - -", """\
동아리명,요일,시간,장소,강사명,정원
로봇반,월,15:00,과학실,홍길동,20
연극반,화,15:30,강당,임꺽정,25
"""),
    "sign-ups": Export("enrolments", "activity_title - group_name name starts", """\
동아리명,학년,반,이름,신청일
로봇반,5,2,김민준,2026-09-01
연극반,5,2,이서연,2026-09-02
"""),
    "classes": Export("groups", "name grade - -", """\
학급명,학년,담임교사,학생수
5-2,5,최은영,24
6-1,6,정우성,22
"""),
}  # fmt: skip
HEBREW = {
    "pupils": Export("people", "- name name - x born grade group_name organisation_code organisation_name phone - -", """\
מס' סידורי,שם משפחה,שם פרטי,ת.ז.,מין,תאריך לידה,שכבה,כיתה,סמל מוסד,שם בית הספר,טלפון נייד,כתובת,יישוב
1,חלבי,אמל,123456782,נ,09/03/2015,ה,ה1,247015,בית ג'ן א,050-1,הגפן 1,בית ג'ן
2,דבור,סאמי,223456783,ז,30/11/2014,ו,ו2,247015,בית ג'ן א,050-2,הגפן 2,בית ג'ן
"""),
    "staff": Export("people", "name role organisation_name - phone email starts", """\
שם המורה,תפקיד,בית ספר,מקצוע,טלפון,דוא״ל,תאריך תחילת עבודה
נורה חלבי,מורה,בית ג'ן א,מתמטיקה,050-7,nora@x.example,01/09/2015
סלים דבור,מנהל,בית ג'ן א,,050-8,salim@x.example,13/09/2019
"""),
    "families": Export("families", "name born group_name guardian1_name guardian1_phone guardian1_email guardian2_name guardian2_phone language", """\
שם התלמיד/ה,תאריך לידה,כיתה,שם האם,טלפון האם,דוא״ל האם,שם האב,טלפון האב,שפת אם
אמל חלבי,09/03/2015,ה1,רים חלבי,050-11,rim@x.example,נביל חלבי,050-12,ערבית
סאמי דבור,30/11/2014,ו2,מונא דבור,050-21,muna@x.example,,,ערבית
"""),
    "guardians": Export("families", "name name born guardian1_name guardian1_phone guardian2_name guardian2_phone", """\
שם משפחה,שם פרטי,תאריך לידה,שם הורה 1,נייד הורה 1,שם הורה 2,נייד הורה 2
חלבי,אמל,09/03/2015,רים חלבי,050-11,נביל חלבי,050-12
דבור,סאמי,30/11/2014,מונא דבור,050-21,,
"""),
    "clubs": Export("activities", "title - - - - -", """\
שם החוג,יום,שעה,חדר,מדריך/ה,מספר משתתפים
רובוטיקה,ראשון,15:00,מעבדה,נורה חלבי,20
תיאטרון,שני,15:00,אולם,סלים דבור,25
"""),
    "sign-ups": Export("enrolments", "activity_title name group_name starts", """\
שם החוג,שם התלמיד,כיתה,תאריך רישום
רובוטיקה,אמל חלבי,ה1,13/10/2026
תיאטרון,סאמי דבור,ו2,14/10/2026
"""),
    "attendance": Export("attendance", "day activity_code person_code status", """\
תאריך,קוד חוג,מספר תלמיד,נוכחות
15/10/2026,ROBO,A-17,נוכחת
15/10/2026,ROBO,A-18,נעדר
"""),
}  # fmt: skip
EXPORTS = {"it": ITALIAN, "ko": KOREAN, "he": HEBREW}
