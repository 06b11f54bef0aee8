"""The API: finding what is offered."""

from .rows import NOT_ALLOWED, Row, everyone, members

ROWS = (
    Row(
        "/api/me/searches",
        everyone(200, public=401),
        everyone(201, public=401),
        body={"search": {}},
    ),
    Row(
        "/api/me/searches/0192f0c1-2b7e-7000-8000-000000000000",
        NOT_ALLOWED,
        patch=everyone(404, public=401),
        delete=everyone(404, public=401),
    ),
    Row("/api/find", everyone(200)),
    Row("/api/ecosystems/{slug}/find", members(200), open=200),
    Row("/api/hsds/", everyone(200)),
    Row("/api/hsds/services", everyone(200)),
    Row("/api/hsds/services/{opportunity}", everyone(404), open=200),
    Row("/api/hsds/organizations", everyone(200)),
    Row("/api/hsds/organizations/0192f0c1-2b7e-7000-8000-000000000000", everyone(404)),
    Row("/api/hsds/taxonomies", everyone(200)),
    Row("/api/hsds/taxonomies/0192f0c1-2b7e-7000-8000-000000000000", everyone(404)),
    Row("/api/hsds/taxonomy_terms", everyone(200)),
    Row("/api/hsds/taxonomy_terms/{opportunity_kind}", everyone(404), open=200),
)
