"""What a row is called and says, in several languages.

The columns of a row are in one language, mostly the first of its ecosystem. The same in others stands
beside them, so that whatever reads the row can say it to anybody and asks for nothing more.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.lookups import Exact

from hedgerow.foundation.folding import Has, folded
from hedgerow.foundation.jsontypes import HoldsAny, JsonType
from hedgerow.foundation.parts import folded_as
from hedgerow.foundation.ui.speaking import reads

Told = Mapping[str, Mapping[str, str]]
"""Language → name → text. The language of the row's own columns stands there with nothing under it."""


class ToldRow(models.Model):
    """A row whose texts may be told in further languages: ``told``.

    ``tellable`` says how long each may be. One that ends in a full stop stands for all of a list,
    such as ``tier.`` for ``tier.founding``.
    """

    tellable: ClassVar[Mapping[str, int]] = {}
    ecosystem_by: ClassVar[str] = "ecosystem"
    """By which path the ecosystem of such a row is found."""
    told = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def said(self, name: str, kept: str | None = None) -> str:
        """The text in the best language for the reader that has it; else ``kept``, or the column of that name.

        Where that is empty too, any language is better than none.
        """
        own: str = getattr(self, name) if kept is None else kept
        if not self.told:
            return own
        best = spoken_in(self.told, name)
        return (
            self.told[best][name] if best else own or next(iter(self.in_others(name).values()), own)
        )

    def in_others(self, name: str) -> Mapping[str, str]:
        """The text in each further language that has it."""
        return {code: texts[name] for code, texts in self.told.items() if texts.get(name)}

    @classmethod
    def longest_told(cls, name: str) -> int | None:
        """How many characters it may have; None where nothing of that name is told."""
        head, stop, _rest = name.partition(".")
        return cls.tellable.get(head + stop)


Said = TypeVar("Said", bound=ToldRow)


def by_name(rows: Iterable[Said], name: str = "name") -> list[Said]:
    """Rows of a short list in the order of what the reader reads, whatever language it is kept in."""
    return sorted(rows, key=lambda one: (folded(one.said(name)), one.pk))


def spoken(told: Told) -> Mapping[str, str]:
    """The texts in the best of the reader's languages; none where that is the row's own, or none is there."""
    return told.get(_best(told), {})


def spoken_in(told: Told, name: str) -> str:
    """The language in which the reader is told something; empty where it is the row's own.

    One in which the row says other things, and not this, is passed over.
    """
    having = {code: texts for code, texts in told.items() if not texts or texts.get(name)}
    best = _best(having)
    return best if having.get(best) else ""


def _best(told: Told) -> str:
    known = {code.lower().partition("-")[0]: code for code in told}
    known |= {code.lower(): code for code in told}
    return next((known[code] for code in reads() if code in known), "")


def own_language(told: Told, first: str) -> str:
    """The language of the row's own columns; ``first`` where nobody said it."""
    return next((code for code, texts in told.items() if not texts), first)


def shortened(told: Told, model: type[ToldRow]) -> dict[str, dict[str, str]]:
    """What one row tells, as long as another kind of row that takes it over may tell it."""
    return {
        code: {name: text[: model.tellable[name]] for name, text in texts.items()}
        for code, texts in told.items()
    }


def telling(name: str, text: str, of: str = "") -> Q:
    """Rows told to the reader in words that have the text; ``of`` stands before the columns."""
    found = Q(pk__in=())
    for code in reads():
        found |= Q(Has(KeyTextTransform(name, KeyTransform(code, F(f"{of}told"))), text))
    return found


def among_telling(of: str) -> models.Index:
    """An index of the rows that tell anything: of a hundred thousand they are few."""
    return models.Index(fields=["id"], condition=Q(HoldsAny("told")), name=f"{of}_that_tells")


def called_like(model: type[ToldRow], name: str, text: str, column: str = "") -> Q:
    """Rows whose column, or what is told of it to the reader, has the text.

    What is told is looked for among the rows that tell anything, so that the others need not be read
    where an index has the column. ``column`` where that is not called by the name.
    """
    rows = model._default_manager.order_by().values("pk")
    told = rows.filter(Q(HoldsAny("told")), telling(name, text))
    if kept := folded_as(model, name):
        # one set of keys: asked for beside each other, every row would be read for the second
        return Q(pk__in=rows.filter(**{f"{kept}__has": text}).union(told))
    return Q(**{f"{column or name}__has": text}) | Q(pk__in=told)


def told_by_language(of: str) -> models.CheckConstraint:
    """What holds ``told`` to a mapping; ``of`` names the model."""
    is_mapping = Exact(JsonType("told"), Value("object"))
    return models.CheckConstraint(condition=is_mapping, name=f"{of}_told_by_language")
