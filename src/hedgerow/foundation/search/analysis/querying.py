"""What a query looks for: every word of it, each by any of its readings."""

from __future__ import annotations

from dataclasses import dataclass

from hedgerow.foundation.search.analysis.folding import plain, script, words
from hedgerow.foundation.search.analysis.latin import STEMMED, stems, swahili
from hedgerow.foundation.search.analysis.pairs import korean_core, pairs
from hedgerow.foundation.search.analysis.semitic import arabic, hebrew
from hedgerow.foundation.search.analysis.stopwords import STOPPED

LONGEST_QUERY = 300
MOST_WORDS = 12
MOST_READINGS = 16


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``all_of`` must stand there, or one of ``any_of``, or a word with that ``prefix``."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    prefix: str = ""


def words_of(query: str) -> tuple[Word, ...]:
    """The words of a query; empty where it has none. The last one may be unfinished.

    Nothing in a query is syntax, and of a long one the first words count.
    """
    said = query[:LONGEST_QUERY]
    found = [word for word in words(said) if plain(word)][:MOST_WORDS]
    telling = [word for word in found if word not in STOPPED]
    ends = said[-1:].strip() != ""
    if telling and found and telling[-1] is not found[-1]:
        ends = False  # the word that may be unfinished is one that says nothing
    chosen = telling or found
    return tuple(
        _word(word, unfinished=ends and at == len(chosen)) for at, word in enumerate(chosen, 1)
    )


def _word(word: str, *, unfinished: bool) -> Word:
    whole, written = plain(word), script(word)
    prefix = whole if unfinished and (len(whole) > 1 or written == "hangul") else ""
    if written in ("hangul", "unspaced"):
        core = korean_core(whole) if written == "hangul" else whole
        return Word(all_of=pairs(core), prefix=prefix if len(whole) == 1 else "")
    found = dict.fromkeys([whole])
    if written == "arabic":
        found.update(dict.fromkeys(arabic(word)))
    elif written == "hebrew":
        found.update(dict.fromkeys(hebrew(word)))
    elif written == "latin":
        for language in STEMMED:
            found.update(dict.fromkeys(stems(word, language)))
        found.update(dict.fromkeys(swahili(word)))
    return Word(any_of=tuple(token for token in found if token)[:MOST_READINGS], prefix=prefix)
