"""Italian words of headings and cells, as the registers and exports of Italian schools have them."""

from typing import Final

from .tongue import Tongue, by, phrased, said, spelt

STARTS = "data iscrizione, iscrizione, iscritto dal, iscritta dal, data di iscrizione, data inizio, data di inizio, inizio, dal, decorrenza, data ingresso, data di ingresso, data assunzione, in servizio dal, frequenta dal, ingresso"  # fmt: skip
ENDS = "ritiro, data ritiro, data di ritiro, ritirato il, ritirata il, data fine, data di fine, fine, al, termine, data uscita, data di uscita, uscita, cessazione, data cessazione, trasferito il"  # fmt: skip
GRADE = "anno di corso, anno corso, anno di classe, livello, anno"
SCHOOL = (
    "scuola, plesso, nome scuola, nome della scuola, nome plesso, nome del plesso, denominazione scuola, "
    "denominazione della scuola, denominazione plesso, istituto, nome istituto, istituzione scolastica, istituto comprensivo, "
    "scuola plesso, plesso scuola, plesso scolastico, scuola di appartenenza"
)
SCHOOL_CODE = (
    "codice meccanografico, cod meccanografico, codice scuola, codice plesso, codice istituto, codice meccanografico scuola, "
    "codice meccanografico plesso, codice meccanografico del plesso, cod mecc, codice ministeriale"
)
CLASS = "classe, nome classe, sezione, classe e sezione, classe sezione, classe sez, classe frequentata, gruppo, nome gruppo, gruppo classe"  # fmt: skip
PERSON = "matricola, n matricola, numero matricola, codice alunno, codice studente, codice sidi, id alunno, numero alunno"
ACTIVITY = "codice attivita, codice corso, codice laboratorio, codice progetto"
COURSE = (
    "attivita, nome attivita, titolo, corso, nome corso, laboratorio, nome laboratorio, progetto, nome progetto, club, "
    "attivita extrascolastica, doposcuola, denominazione attivita"
)

ITALIAN: Final = Tongue(
    fields={
        "people": by(
            code="matricola, n matricola, numero matricola, codice, codice alunno, codice studente, codice sidi, id alunno, "
                 "numero alunno, id sidi, codice docente, codice personale, matricola docente, id docente",
            name="nome, cognome, cognome e nome, nome e cognome, cognome nome, nome cognome, nominativo, nome completo, nome alunno, "
                 "nome alunna, cognome alunno, cognome e nome alunno, nome e cognome alunno, cognome e nome docente, "
                 "nome e cognome docente, cognome e nome insegnante, cognome nome docente, nome studente, cognome studente, nome bambino, cognome bambino, alunno, alunna, "
                 "studente, studentessa, docente, insegnante, nome docente, cognome docente, nome insegnante, cognome insegnante, "
                 "personale, partecipante",
            called="soprannome, nome d uso, nome preferito",
            role="ruolo, qualifica, mansione, incarico, profilo, tipo utente",
            organisation_code=SCHOOL_CODE, organisation_name=SCHOOL, grade=GRADE, starts=STARTS, ends=ENDS,
            email="e mail, email, mail, posta elettronica, indirizzo e mail, indirizzo email, indirizzo mail, indirizzo di posta "
                  "elettronica, e mail istituzionale, email istituzionale, email personale, pec",
            phone="telefono, cellulare, cell, tel, n telefono, numero telefono, numero di telefono, telefono cellulare, recapito, "
                  "recapito telefonico, numero cellulare, numero di cellulare, tel cellulare, telefono fisso",
            language="lingua, madrelingua, lingua madre, lingua materna, prima lingua, lingua parlata, lingua parlata a casa, "
                     "lingua parlata in famiglia, lingua d origine",
            born="data di nascita, data nascita, nato il, nata il, nato a il, data nasc, d nascita, nascita",
        ),
        "organisations": by(
            code=f"{SCHOOL_CODE}, codice", name=f"{SCHOOL}, denominazione, nome, ente, partner, associazione",
            kind="tipo, tipologia", address="indirizzo, via, indirizzo scuola", website="sito, sito web, sito internet, pagina web",
            parent_code="codice istituto di riferimento, codice istituto principale",
        ),
        "groups": by(
            code="codice classe, codice gruppo, id classe", name=CLASS, grade=GRADE,
            organisation_code=f"{SCHOOL_CODE}", school_year="anno scolastico, a s", starts=STARTS, ends=ENDS,
        ),
        "group-members": by(leads="conduce, referente, coordinatore, guida", starts=STARTS, ends=ENDS),
        "activities": by(
            code="codice attivita, codice corso, codice laboratorio", title=COURSE, summary="descrizione", kind="tipo, tipologia",
            site_code=SCHOOL_CODE, starts=STARTS, ends=ENDS,
        ),
        "enrolments": by(activity_code=ACTIVITY, starts=STARTS, ends=ENDS),
        "attendance": by(person_code=PERSON, activity_code=ACTIVITY, group_code="codice classe, codice gruppo", day="data, giorno, data lezione", status="presenza, presenze, stato, frequenza, presente",
                         time="ora, orario, ora inizio"),
        "guardians": by(learner_code=PERSON, guardian_code="codice genitore, codice tutore, id genitore", starts=STARTS, ends=ENDS, relation="parentela, grado di parentela, relazione, rapporto"),
    },
    names=by(
        first="nome di battesimo, primo nome, nome alunno, nome studente, nome bambino, nome docente, nome insegnante",
        last="cognome, cognome alunno, cognome studente, cognome bambino, cognome docente, cognome insegnante",
        bare="nome", titles="nome, titolo, denominazione",
    ),
    plain=by(
        articles="di, del, dello, della, dei, degli, delle, dell, il, lo, gli, l, d",
        counts="totale, totali, somma, quantita, percentuale, quota, tasso, capienza, posti, ore, iscritti",
        numbers="numero, num, n", of="di, degli, delle, dei, del",
        many="alunni, alunne, studenti, studentesse, bambini, bambine, docenti, insegnanti, classi, sezioni, iscritti, maschi, femmine, "
             "posti, assenze, fratelli",
        in_order="numero progressivo, n progressivo, progressivo, n progr, progr, num progr, n d ordine, numero d ordine, "
                 "numero di registro, n registro, n ordine, posizione, prog",
        bare="num, numero", schools="scuola, scuole, plesso, istituto",
        nothing="luogo di nascita, luogo nascita, comune di nascita, comune nascita, provincia di nascita, stato di nascita, nazionalita, "
                "cittadinanza, comune, provincia, prov, regione, cap, note, annotazioni, osservazioni, religione, irc, materia, disciplina, "
                "discipline, materie, dirigente, dirigente scolastico, coordinatore, coordinatrice, coordinatore di classe, "
                "insegnante di classe, docente di classe, docente coordinatore, maestra di classe, maestre, insegnanti, docenti, "
                "docente prevalente, insegnante prevalente, ordine di scuola, tipo scuola, tipo di scuola, indirizzo di studio, tempo scuola, "
                "tempo pieno, mensa, trasporto, dsa, bes, l 104, legge 104, pei, pdp, sostegno, allergie, intolleranze, "
                "fratelli, turno, fax, titolo di studio, ore settimanali, classe di concorso, tipo contratto",
        totals="totale, totali, somma, totale generale, totale alunni, numero totale",
    ),
    kin=by(
        mother="madre, mamma, madri", father="padre, papa, babbo",
        guardian="genitore, genitori, tutore, tutrice, tutori, affidatario, affidataria, nonno, nonna, nonni, esercente, genitoriale",
        household="famiglia, familiare, casa, nucleo",
        child="alunno, alunna, alunni, alunne, studente, studentessa, studenti, bambino, bambina, bambini, figlio, figlia, minore, allievo, "
              "allieva, allievi, iscritto, iscritta",
        others="docente, docenti, insegnante, insegnanti, maestro, maestra, professore, professoressa, coordinatore, coordinatrice, "
               "emergenza, emergenze, medico, pediatra, delegato, delegati, delega",
        home="indirizzo, via, cap, comune, provincia, prov, citta, residenza, domicilio, localita, civico, frazione, quartiere",
        email="email, mail, posta, pec", phone="telefono, cellulare, cell, tel, recapito, telefonico, recapiti",
        relation="parentela, relazione, rapporto", language="lingua, madrelingua",
        name="nome, cognome, nominativo, nomi", code="codice, numero, n, matricola, id",
        qualifiers="indirizzo, elettronica, personale, principale, primario, secondario, fisso, grado, e",
        fillers="di, del, dello, della, dei, degli, delle, dell, il, lo, gli, con, o, chi, ne, fa, le, veci, legale, responsabilita, "
                "responsabile, per, alla, al, la, l",
    ),
    phrases=phrased({"lingua madre": "madrelingua", "posta elettronica": "email"}),
    ordinals={"primo": "1", "prima": "1", "secondo": "2", "seconda": "2", "altro": "2"},
    roles=spelt(
        learner="alunno, alunna, studente, studentessa, allievo, allieva, bambino, bambina",
        educator="docente, insegnante, maestro, maestra, professore, professoressa, prof, prof., prof.ssa, prof ssa, educatore, educatrice",
        tutor="esperto, esperta, esperto esterno", guardian="genitore, madre, padre, tutore, tutrice",
        leader="dirigente, dirigente scolastico, dirigente scolastica, ds, preside, vicario, vicepreside",
    ),
    marks=spelt(
        present="presente", absent="assente", late="ritardo, in ritardo", excused="giustificato, giustificata, assente giustificato",
    ),
    clubs=by(
        when_and_where="giorno, giorni, giorno della settimana, ora, ore, orario, orari, aula, sala, palestra, luogo, sede, quando, dove",
        who_leads="insegnante, insegnanti, docente, docenti, maestra, maestro, esperto, esperta, referente, responsabile, istruttore, "
                  "istruttrice, conduttore, conduttrice, operatore, educatore, educatrice, a cura di, tenuto da",
    ),
    national=said("codice fiscale, cod fiscale, c f, cf, codice fiscale alunno, codice fiscale studente, codice fiscale docente"),
    refused=said("sesso, genere, sesso m f, m f, etnia, parola d ordine, parola chiave"),
)  # fmt: skip
