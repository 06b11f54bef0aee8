"""Pairs of syllables of Korean, and of signs where no space parts the words."""

from __future__ import annotations

from functools import lru_cache

PAIR = 2
_PARTICLES = (
    "으로부터", "에서부터", "이라고", "에게서", "에서는", "에서도", "으로는", "으로도", "까지도", "이라는",
    "에서", "에게", "한테", "까지", "부터", "처럼", "보다", "으로", "이나", "에는", "에도", "들이", "들은", "들을", "들의", "들과",
    "은", "는", "이", "가", "을", "를", "에", "의", "로", "와", "과", "도", "만", "들",
)  # fmt: skip
_DONE = (
    "하였습니다", "했습니다", "합니다", "됩니다", "입니다", "하세요", "하는", "하기", "하고", "하며", "하여", "하면", "해요", "했다",
    "한다", "하다", "되는", "할", "한", "함", "해",
)  # fmt: skip
"""What ends a word that is something done: 참여하는, 참여합니다."""


@lru_cache(maxsize=100_000)
def korean_core(word: str) -> str:
    """A Korean word without its particle; two syllables stay at least."""
    for end in (*_DONE, *_PARTICLES):
        if word.endswith(end) and len(word) - len(end) >= PAIR:
            return word.removesuffix(end)
    return word


def pairs(word: str) -> tuple[str, ...]:
    """Each sign with the next; a single sign alone."""
    if len(word) < PAIR:
        return (word,)
    return tuple(dict.fromkeys(word[at : at + PAIR] for at in range(len(word) - 1)))
