"""Ecosystems as an actor may see them."""

from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .models import Ecosystem


def ecosystem_for(actor: Actor, slug: str) -> Ecosystem:
    """The ecosystem at that address; raises NotFound if there is none the actor may see."""
    found = Ecosystem.objects.visible_to(actor).filter(slug=slug).first()
    if found is None:
        raise NotFound(slug=slug)
    return found
