"""Words that say nothing of what is looked for, in the languages the analyser knows.

A query of nothing else is looked for as it is.
"""

_EN = "a an and are as at be by for from in is it of on or that the this to with"
_ES = "al con de del el en es la las los o para por que se su sus un una y"
_IT = "a al alla alle con da dal del della delle dei di e gli i il in la le lo nel nella per un una uno"
_DE = "am an auf aus bei das dem den der des die ein eine einen einer fuer für im in ist mit und vom von zu zum zur"
_ELIDED = "l d s t un all dall dell nell sull quest"
"""What an apostrophe parts from the word: l’arte, dell’arte, child’s."""
_SW = "kwa na ya wa za la cha vya katika ni"
_AR = "في من على الى عن مع او هذا هذه التي الذي ان و"
_HE = "של על את עם או לא זה זו"

STOPPED = frozenset(" ".join((_EN, _ES, _IT, _DE, _ELIDED, _SW, _AR, _HE)).split())
