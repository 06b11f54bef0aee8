"""The API, put together from each app's own operations, with its document and its page."""

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path, reverse
from django.views.decorators.http import require_safe

from hedgerow.commons.activities.api import router as activities
from hedgerow.commons.activities.sessions_api import router as sessions
from hedgerow.commons.ecosystems.api import router as ecosystems
from hedgerow.commons.people.api import router as people
from hedgerow.foundation.api.application import Api
from hedgerow.foundation.api.description import groups
from hedgerow.foundation.api.document import document

NAME: Final = "Hedgerow"
ROUTERS: Final = (ecosystems, people, activities, sessions)

api = Api(title=NAME, version="1", urls_namespace="api")
for router in ROUTERS:
    api.add_router("", router)


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The document by which programs know every operation."""
    return JsonResponse(document(api))


@require_safe
def described(request: HttpRequest) -> HttpResponse:
    """The same for people."""
    host = request.build_absolute_uri("/").rstrip("/")
    context = {
        "groups": groups(document(api), host),
        "tokens_url": reverse("tokens"),
        "document_url": reverse("openapi"),
    }
    return render(request, "api/described.html", context)


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", described, name="api"),
    path("api/openapi.json", openapi, name="openapi"),
    path("api/", api.urls),
]
