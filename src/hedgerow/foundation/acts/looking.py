"""The answers that are not to be given a second time as they were the first."""

from django.http import HttpRequest, HttpResponse


class Looked(HttpResponse):
    """A page that a form led to before it is done, such as people found to choose from.

    Nothing was written, so the form's token stays free: the same words sent with it again are
    looked up again, not answered with what was found first.
    """


def keep_no_answer(request: HttpRequest) -> None:
    """Say that what this request is answered is confidential: it is shown now, and kept nowhere.

    Whoever sends it again is asked anew whether they may see it, and that is noted anew.
    """
    request.keeps_no_answer = True  # type: ignore[attr-defined]


def keeps_no_answer(request: HttpRequest) -> bool:
    return getattr(request, "keeps_no_answer", False)
