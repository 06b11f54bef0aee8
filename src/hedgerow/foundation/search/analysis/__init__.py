"""The one analyser: what a text is found by, and what a query looks for.

Words are folded (NFKC, case, accents) and kept as they are; beside them stand what their language
makes of them: stems in English, Spanish, Italian and German, words without what is joined to them in
Arabic, Hebrew and Swahili, pairs of syllables in Korean. A query does not say its language, so its
words are taken as any that their script is written in, and each matches by any of its readings.
"""

from __future__ import annotations

from hedgerow.foundation.search.analysis.querying import LONGEST_QUERY, Word, words_of
from hedgerow.foundation.search.analysis.texts import LONGEST_TEXT, VERSION, tokens

__all__ = ["LONGEST_QUERY", "LONGEST_TEXT", "VERSION", "Word", "tokens", "words_of"]
