"""The signed token by which a removed row is put back within a day."""

from collections.abc import Mapping
from uuid import UUID

from django.core import signing

from hedgerow.foundation.errors import NotFound

from .models import Ecosystem

SALT, A_DAY = "hedgerow.ecosystems.undo", 24 * 3600


def token_of(place: Ecosystem, kind: str, uuid: UUID, values: Mapping[str, str]) -> str:
    """What puts the removed row back."""
    return signing.dumps([place.pk, kind, str(uuid), values], salt=SALT, compress=True)


def row_of(place: Ecosystem, token: str) -> tuple[str, UUID, dict[str, str]]:
    """Kind, id and values of the row; raises NotFound for a token forged, old or of elsewhere."""
    try:
        within, kind, uuid, values = signing.loads(token, salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        raise NotFound from None
    if within != place.pk:
        raise NotFound
    return kind, UUID(uuid), values
