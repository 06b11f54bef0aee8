"""What those who care see, and what waits for them."""

from ..models import LEADS
from .leads import leads_of
from .waiting import waiting_for

LEAD = LEADS[0]
"""The role in which one reads what is told in confidence."""

__all__ = ["LEAD", "leads_of", "waiting_for"]
