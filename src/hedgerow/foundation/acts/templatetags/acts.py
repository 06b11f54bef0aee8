"""``{% act_token %}``: the hidden field that makes a form's act happen once."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hedgerow.foundation.rows import new_uuid

register = template.Library()


@register.simple_tag
def act_token() -> SafeString:
    """A hidden input with a fresh token."""
    return format_html('<input type="hidden" name="act_token" value="{}">', new_uuid())
