"""A query is words: ranked, page by page, as a condition, and never syntax."""

import pytest
from django.db import transaction

from hedgerow.foundation import search
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.search import Place, analysis, matching, ranked
from hedgerow.foundation.search.tests.found import KIND, add

pytestmark = pytest.mark.django_db
ALL = Job.objects.all


def plant(*rows: tuple[str, str], language: str = "en") -> list[int]:
    made = [add(title, language, text) for title, text in rows]
    with transaction.atomic():
        search.refresh(KIND, made)
    return made


def found(asked: str, **more: object) -> list[int]:
    return [hit.row for hit in ranked(KIND, asked, among=ALL(), **more).hits]  # type: ignore[arg-type]


def test_a_word_in_the_title_counts_more_than_one_in_the_text() -> None:
    text, title = plant(("Club", "We play chess on Mondays."), ("Chess", "A club on Mondays."))
    assert found("chess") == [title, text]


def test_all_words_must_be_there_and_the_last_may_be_unfinished() -> None:
    one, two = plant(("Chess club", ""), ("Chess tournament", ""))
    assert found("chess clu") == [one]
    assert found("chess tour") == [two]
    assert found("che club") == []
    assert found("tour ") == []  # the space says that the word is whole
    assert sorted(found("the chess of")) == [one, two]


def test_one_finds_only_among_the_rows_that_are_given() -> None:
    one, two = plant(("Chess club", ""), ("Chess club", ""))
    assert [hit.row for hit in ranked(KIND, "chess", among=ALL().filter(pk=two)).hits] == [two]
    assert ranked(KIND, "chess", among=ALL().none()).hits == ()
    assert ranked("tests.other", "chess", among=ALL()).hits == ()
    assert list(ALL().filter(matching(KIND, "chess"), pk__lt=two)) == [Job.objects.get(pk=one)]
    assert ALL().filter(matching(KIND, " "), name=KIND).count() == 2


def test_pages_follow_one_another_without_gap_or_repeat() -> None:
    rows = plant(*[("Chess club " + "more " * (number % 3), "") for number in range(9)])
    seen: list[int] = []
    after: Place | None = None
    for _page in range(5):
        page = ranked(KIND, "chess", among=ALL(), after=after, limit=2)
        seen += [hit.row for hit in page.hits]
        after = page.after
    assert after is None
    assert sorted(seen) == rows
    assert seen == found("chess")


@pytest.mark.parametrize(
    "asked",
    [
        "", "   ", "\x00", "'", '"', '"chess', "chess'", "chess AND", "NOT chess", "chess OR", "chess*", "*", "^chess", "(",
        "chess NEAR/2 club", "strong:chess", "-chess", "chess & | ! <-> :*", "chess\\", "%s %(a)s", "'; DROP TABLE search_entry; --",
        "chess\x00club", "🙂 chess", "\ud800", "e\u0301" * 200, "chess " * 50_000, "x" * 1_000_000, "٣ ３", "l'", "’’’", "_ - _",
    ],
)  # fmt: skip
def test_nothing_in_a_query_is_syntax(asked: str) -> None:
    (row,) = plant(("Chess club", ""))
    assert found(asked) in ([], [row])
    assert ALL().filter(matching(KIND, asked)).count() in (0, 1)


def test_of_a_huge_query_the_first_words_count() -> None:
    assert len(analysis.words_of("chess " * 50_000)) <= 12
    assert all(len(word.any_of) <= 16 for word in analysis.words_of("mwanafunzi " * 100))


def test_only_letters_and_digits_come_out_of_the_analyser() -> None:
    odd = 'a\'b "c" d:* e\\f g\x00h (i) j|k & l! <m> Ünï—cödé n_o 한글 ﬁ ½ ² עִבְרִית مُدَرِّسَة ไทย हिन्दी'
    tokens = analysis.tokens(odd, "en") + analysis.tokens(odd, "ar") + analysis.tokens(odd, "")
    assert {token for token in tokens if not token.isalnum()} == set()


def test_a_text_of_an_unknown_language_is_read_in_all() -> None:
    (row,) = plant(("Canciones y danzas", ""), language="")
    assert found("canción danza") == [row]
    (other,) = plant(("Aulas abertas de violão", ""), language="pt-BR")
    assert found("violao") == [other]
