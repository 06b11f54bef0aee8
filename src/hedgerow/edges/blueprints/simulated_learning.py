"""What a blueprint says of learning in its simulated history: on what learners come forward."""

from collections.abc import Iterator

from hedgerow.foundation.blueprints import Key, Section, Words


class Learning(Section):
    """Items of the blueprint's own frameworks, named ``framework/code``, or ``framework`` for all of it.

    On those of ``progress`` that are rated on a scale learners come forward, and who saw it wrote down what was ``seen``, told
    from the first steps of the scale to the last and in the ecosystem's first language. ``opportunities`` says what those of a kind are about.
    """

    progress: tuple[Words, ...] = ()
    seen: tuple[Words, ...] = ()
    opportunities: dict[Key, tuple[Words, ...]] = {}

    @property
    def named(self) -> Iterator[str]:
        """Everything that names items."""
        yield from self.progress
        for some in self.opportunities.values():
            yield from some
