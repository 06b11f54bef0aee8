"""The answer to a form that was sent to look further, not to act."""

from django.http import HttpResponse


class Looked(HttpResponse):
    """A page that a form led to before it is done, such as people found to choose from.

    Nothing was written, so the form's token stays free: the same words sent with it again are
    looked up again, not answered with what was found first.
    """
