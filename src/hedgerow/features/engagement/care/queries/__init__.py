"""What those who care see, and what waits for them."""

from .waiting import waiting_for

__all__ = ["waiting_for"]
