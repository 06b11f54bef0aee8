"""Names of languages are read as people write them; the same problem on many lines is told once."""

import pytest
from django.urls import reverse

from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.alike import alike
from hedgerow.edges.exchange.languages import language_code
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .sending import confirm, page, send


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Spanish", "es"), ("ENGLISH", "en"), ("español", "es"), ("Ingles", "en"), ("Castellano", "es"),
        ("العربية", "ar"), ("عربي", "ar"), ("اللغة الإسبانية", "es"), ("Haitian Creole", "ht"),
        ("Brazilian Portuguese", "pt-BR"), ("Chinese, Simplified", ""), ("es", "es"), ("ES", "es"),
        ("Türkisch", "tr"), ("Arabisch", "ar"), ("ourdou", "ur"), ("arabo", "ar"), ("베트남어", "vi"), ("ערבית", "ar"),
        ("pt_br", "pt-BR"), ("zh-hans", "zh-Hans"), ("Spanish/English", ""), ("5", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_language_is_known_by_its_name_or_its_code(text, code):
    assert language_code(text) == code


@pytest.mark.slow
@pytest.mark.django_db
def test_a_sheet_may_name_languages_in_words(ada):
    rows = "L1,Ada,learner,Spanish\nL2,Bo,learner,العربية\nL3,Cy,learner,en-us\nL4,Di,learner,\n"
    send(ada, f"code,name,role,language\n{rows}", "ready:people", "p.csv")
    confirm(ada, Import.objects.get())
    jobs.run_pending()
    found = Person.objects.filter(code__startswith="L").order_by("code")
    assert [one.language for one in found] == ["es", "ar", "en-US", ""]


def problem(line, value="Elvish"):
    return {"line": line, "column": "language", "value": value, "expected": "a language"}


def test_the_same_problem_is_told_once_with_its_lines():
    found = alike([problem(2), problem(3), problem(4, "Orkish"), problem(5), problem(3)])
    assert [(one.lines, one.count, one.value) for one in found] == [
        ("2–3, 5", 4, "Elvish"), ("4", 1, "Orkish"),
    ]  # fmt: skip
    every_other = alike(problem(line) for line in range(2, 42, 2))[0]
    assert (every_other.lines, every_other.more) == ("2, 4, 6, 8, 10, 12, 14, 16", 12)
    assert alike([problem(None)])[0].lines == ""


@pytest.mark.slow
@pytest.mark.django_db
def test_a_page_tells_thirty_lines_of_one_problem_in_one(ada):
    rows = "".join(f"L{at},Ada {at},learner,Elvish\n" for at in range(30))
    send(ada, f"code,name,role,language\n{rows}", "ready:people", "p.csv")
    row = Import.objects.get()
    said = page(ada, row)
    assert "30 problems" in said
    assert said.count(">Elvish<") == 1
    assert "2–31" in said
    assert "find and replace" in said
    csv = ada.get(reverse("import-problems", args=["grove", row.uuid])).content.decode()
    assert csv.count("Elvish") == 30
