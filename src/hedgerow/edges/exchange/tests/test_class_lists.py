"""A list of classes without a first day is one of groups, and brings them in with their schools by name."""

from datetime import date

import pytest

from hedgerow.commons.membership.models import Group
from hedgerow.commons.membership.tests.factories import organisation
from hedgerow.edges.exchange.guessing import flow
from hedgerow.edges.exchange.guessing.proposing import propose
from hedgerow.edges.exchange.models import Import

from .sending import send
from .test_guessing_tongues import sheet_of
from .test_making import bring, choose, sent

CLASSES = {
    "en": "Class;School;Grade;Class teacher\n5a;Oak;5;Ute Kern\n5b;Oak;5;Max Roth\n",
    "en-name": "Name;School;Grade;Class teacher\n5a;Oak;5;Ute Kern\n5b;Oak;5;Max Roth\n",
    "en-count": "Class;Teacher;Pupils\n5a;Ute Kern;22\n5b;Max Roth;23\n",
    "de": "Klasse;Schule;Jahrgangsstufe;Klassenlehrer/in\n5a;Oak;5;Ute Kern\n5b;Oak;5;Max Roth\n",
    "de-room": "Klasse;Lehrkraft;Raum;Schule\n5a;Ute Kern;12;Oak\n5b;Max Roth;13;Oak\n",
    "es": "Grupo;Grado;Colegio;Tutor/a\n5A;5;Roble;Ana Paz\n5B;5;Roble;Luis Ríos\n",
    "fr": "Classe;Niveau;École;Enseignant\nCM1 A;CM1;Chêne;Paul Roy\nCM2 B;CM2;Chêne;Eva Roy\n",
    "pt": "Turma;Série;Escola;Professor\n5A;5;Carvalho;Ana Paz\n5B;5;Carvalho;Rui Sá\n",
    "it": "Classe;Scuola;Insegnante\n4A;Don Milani;Paola Conti\n5B;Don Milani;Marco Neri\n",
    "ar": "الشعبة;الصف;المدرسة;المعلم\n5أ;5;البلوط;نورا\n5ب;5;البلوط;سامي\n",
    "ko": "반;학년;학교;담임\n5-1;5;광명초;최은영\n5-2;5;광명초;정우성\n",
    "he": "כיתה;שכבה;בית ספר;מחנכת\nה1;ה;הגפן;נורה\nו2;ו;הגפן;סלים\n",
}
PEOPLE = {
    "pupils": "Class;Pupil\n5a;Bo Ek\n5b;Cy Oh\n",
    "one each": "Klasse;Nachname;Vorname\n5a;Ek;Bo\n5b;Oh;Cy\n",
    "with teacher": "Class;Pupil;Class teacher\n5a;Bo Ek;Ute Kern\n5b;Cy Oh;Max Roth\n",
    "teachers": "Lehrkraft;Klasse;E-Mail\nUte Kern;5a;u@x.org\nMax Roth;5a;m@x.org\n",
    "born": "Class;Name;Date of birth\n5a;Bo Ek;2015-03-02\n5b;Cy Oh;2015-09-14\n",
}


@pytest.mark.parametrize("content", CLASSES.values(), ids=CLASSES)
def test_a_list_of_classes_is_one_of_groups(content):
    found = propose(sheet_of(content), this_year=2026)
    fields = {one.field for one in found.guesses} - {""}
    assert (found.target, found.constants) == ("groups", {"starts": ""})
    assert fields <= {"name", "grade", "organisation_name"}
    assert "name" in fields


@pytest.mark.parametrize("content", PEOPLE.values(), ids=PEOPLE)
def test_one_that_says_who_is_in_them_is_not(content):
    assert propose(sheet_of(content), this_year=2026).target != "groups"


@pytest.mark.django_db
def test_it_comes_in_by_the_names_of_its_schools_and_again_changes_nothing(ada, grove):
    oak = organisation(grove, "Oak", kind="school", code="oak")
    elm = organisation(grove, "Elm", kind="school", code="elm")
    content = CLASSES["en"] + "5a;ELM;5;Eva Ek\n"
    row = sent(ada, content)
    assert choose(ada, row).status_code == 422  # the first day is asked for
    found = flow.proposal_of(row, this_year=2026)
    assert "list of who is in which group" in found.guesses[-1].reason
    assert choose(ada, row, **{"constant-starts": "2026-08-17"}).status_code == 302
    assert row.preview["problems"] == []
    bring(ada, row)
    groups = Group.objects.order_by("organisation__name", "name")
    assert list(groups.values_list("name", "organisation", "grade", "starts")) == [
        ("5a", elm.pk, "5", date(2026, 8, 17)),
        ("5a", oak.pk, "5", date(2026, 8, 17)),
        ("5b", oak.pk, "5", date(2026, 8, 17)),
    ]
    again = sent(ada, content)
    assert (again.state, again.preview["unchanged"]) == ("done", {"groups": 3})
    wrong = sent(ada, content.replace("ELM", "Ash"))
    assert [one["code"] for one in wrong.preview["problems"]] == ["membership.no_organisation"]


@pytest.mark.django_db
def test_a_group_is_moved_to_the_school_that_the_list_names(ada, grove):
    organisation(grove, "Oak", kind="school", code="oak")
    elm = organisation(grove, "Elm", kind="school", code="elm")
    heads = "code,name,organisation_name,starts\n"
    for school in ("Oak", "Elm"):
        send(ada, f"{heads}G1,5a,{school},2026-08-17\n", "ready:groups", "g.csv")
        bring(ada, Import.objects.latest("pk"))
    assert Group.objects.get().organisation == elm
