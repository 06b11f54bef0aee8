"""The API, put together from each app's own operations, with its document and its page."""

from functools import cache
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from hedgerow.commons.activities.absences_api import router as absences
from hedgerow.commons.activities.api import router as activities
from hedgerow.commons.activities.calendar_api import router as calendars
from hedgerow.commons.activities.notes_api import router as session_notes
from hedgerow.commons.activities.places_api import router as places
from hedgerow.commons.activities.rooms_api import router as rooms
from hedgerow.commons.activities.sampling_api import router as sampling
from hedgerow.commons.activities.sessions_api import router as sessions
from hedgerow.commons.bodies.api import router as bodies
from hedgerow.commons.ecosystems.api import router as ecosystems
from hedgerow.commons.files.api import router as files
from hedgerow.commons.frameworks.api import router as frameworks
from hedgerow.commons.frameworks.versions_api import router as framework_versions
from hedgerow.commons.membership.api import router as membership
from hedgerow.commons.membership.closing_api import router as closing
from hedgerow.commons.membership.consents_api import router as consents
from hedgerow.commons.membership.groups_api import router as groups
from hedgerow.commons.membership.handing_api import router as handing_over
from hedgerow.commons.membership.invitations_api import router as invitations
from hedgerow.commons.membership.years_api import router as years
from hedgerow.commons.notices.api import router as notices
from hedgerow.commons.observations.api import router as observations
from hedgerow.commons.observations.sample_api import router as samples
from hedgerow.commons.people.api import router as people
from hedgerow.commons.people.barring_api import router as barring
from hedgerow.commons.people.merging_api import router as merging
from hedgerow.commons.records.api import router as records
from hedgerow.edges.archives.api import router as archives
from hedgerow.edges.blueprints.api import router as blueprints
from hedgerow.edges.blueprints.carried_api import router as carried
from hedgerow.edges.exchange.api import router as exchange
from hedgerow.edges.exchange.case.api import router as case
from hedgerow.features.collaboration.api import router as network
from hedgerow.features.engagement.care.api import router as care
from hedgerow.features.engagement.choice.api import router as choice
from hedgerow.features.engagement.choice.choosing_api import router as choosing
from hedgerow.features.engagement.choice.preparing_api import router as choice_offers
from hedgerow.features.engagement.choice.running_api import router as choice_runs
from hedgerow.features.engagement.discovery.api import router as discovery
from hedgerow.features.engagement.discovery.hsds_api import router as directory
from hedgerow.features.engagement.discovery.searches_api import router as saved_searches
from hedgerow.features.engagement.families.api import router as families
from hedgerow.features.engagement.mentoring.api import router as mentoring
from hedgerow.features.engagement.mentoring.pairs_api import router as pairs
from hedgerow.features.engagement.mentoring.proposals_api import router as proposals
from hedgerow.features.engagement.opportunities.api import router as opportunities
from hedgerow.features.engagement.opportunities.judging_api import router as challenges
from hedgerow.features.engagement.opportunities.kinds_api import router as opportunity_kinds
from hedgerow.features.engagement.opportunities.places_api import router as opportunity_places
from hedgerow.features.engagement.opportunities.proposals_api import router as offers_proposed
from hedgerow.features.engagement.partners.api import router as partners
from hedgerow.features.engagement.placements.api import router as placements
from hedgerow.features.engagement.serving.api import router as serving
from hedgerow.foundation.api.application import Api
from hedgerow.foundation.api.description import groups as groups_of
from hedgerow.foundation.api.document import Document, document
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.jobs.api import router as jobs
from hedgerow.portal.api import router as portal
from hedgerow.portal.atlas_api import router as atlas
from hedgerow.portal.own_kept_api import router as own_kept
from hedgerow.portal.personal_api import router as personal
from hedgerow.profile.api import router as profile
from hedgerow.profile.compare_api import router as compare

NAME: Final = "Hedgerow"
ROUTERS: Final = (
    ecosystems, atlas, closing, handing_over, people, merging, portal, personal, own_kept, membership, invitations, consents, groups, notices, years, bodies, frameworks, framework_versions, observations, activities, places, session_notes, sessions, calendars, rooms, records, profile, compare, network, exchange, case, archives, blueprints, carried, jobs,
    discovery, directory, saved_searches,
    opportunities, opportunity_places, opportunity_kinds, offers_proposed, challenges,
    partners, files,
    choice, choice_offers, choice_runs, choosing,
    barring, absences, families, care,
    placements,
    mentoring, pairs, proposals, serving, samples, sampling,
)  # fmt: skip

api = Api(title=NAME, version="1", urls_namespace="api")
api.add_routers(ROUTERS)


@cache
def _document() -> Document:
    return document(api)


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The document by which programs know every operation."""
    return JsonResponse(_document())


@require_safe
def described(request: HttpRequest) -> HttpResponse:
    """The same for people."""
    host = request.build_absolute_uri("/").rstrip("/")
    context = {
        "groups": groups_of(_document(), host),
        "tokens_url": reverse("tokens"),
        "document_url": reverse("openapi"),
    }
    return render(request, "api/described.html", context)


@csrf_exempt  # no session counts here, so none can be abused
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """What is not there is told to programs as every other refusal is."""
    raise NotFound


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", described, name="api"),
    path("api/openapi.json", openapi, name="openapi"),
    path("api/", api.urls),
    path("api/<path:rest>", nothing),
]
