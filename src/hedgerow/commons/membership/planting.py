"""What a blueprint says of membership: tiers, and the roles that their members may have."""

from hedgerow.foundation.blueprints import Invented, Key, Words


class Tier(Invented):
    key: Key
    title: Words
    roles: tuple[Key, ...]
