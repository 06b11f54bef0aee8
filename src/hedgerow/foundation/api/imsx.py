"""Refusals as 1EdTech's services tell them."""

from http import HTTPStatus
from typing import Final

from django.http import JsonResponse

from hedgerow.foundation.errors import Refused

MINORS: Final = {
    HTTPStatus.UNAUTHORIZED: "unauthorisedrequest",
    HTTPStatus.FORBIDDEN: "forbidden",
    HTTPStatus.NOT_FOUND: "unknownobject",
    HTTPStatus.TOO_MANY_REQUESTS: "server_busy",
}


def status_info(error: Refused) -> JsonResponse:
    """The payload imsx_StatusInfo; an error may name its own minor code."""
    minor = getattr(error, "minor", "") or MINORS.get(error.status, "invalid_selection_field")
    field = {"imsx_codeMinorFieldName": "TargetEndSystem", "imsx_codeMinorFieldValue": minor}
    told = {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": f"{error} {error.next_step}".strip(),
        "imsx_codeMinor": {"imsx_codeMinorField": [field]},
    }
    response = JsonResponse(told, status=int(error.status))
    if error.status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response
