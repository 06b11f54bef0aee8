"""Acts on saved searches, and what the job does for them."""

from .saving import change_saved_search, delete_saved_search, save_search

__all__ = ["change_saved_search", "delete_saved_search", "save_search"]
