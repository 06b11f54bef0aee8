"""Sets sent in by page, one after the other, as tests of whom a set lacks need them."""

from django.urls import reverse

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.membership.models import Assignment
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .rosters import Set
from .sending import confirm, send

SET = "set"


def whole(version="1.1", *, without=(), moved=(), **manifest):
    """The sample set without some users, and with others at the other school."""
    made = Set(version)
    made.manifest |= {f"source.{name}": said for name, said in manifest.items()}
    users, rows = set(without), made.files
    rows["users"] = [one for one in rows["users"] if one["sourcedId"] not in users]
    for one in rows["users"]:
        kept = [agent for agent in one.get("agentSourcedIds", "").split(",") if agent not in users]
        one["agentSourcedIds"] = ",".join(kept)
    for name, column in (("enrollments", "userSourcedId"), ("roles", "userSourcedId"),
                         ("demographics", "sourcedId"), ("userProfiles", "userSourcedId")):  # fmt: skip
        rows[name] = [one for one in rows.get(name, ()) if one[column] not in users]
    rows["results"] = []
    for one in (*rows["users"], *rows["roles"]):
        column = "orgSourcedIds" if version == "1.1" else "orgSourcedId"
        if {one["sourcedId"], one.get("userSourcedId")} & set(moved) and column in one:
            one[column] = "s2"
    if version == "1.1":
        del rows["roles"], rows["userProfiles"]
    return made


def looked_at(client, made):
    send(client, made.packed(), SET, name="set.zip")
    row = Import.objects.latest("pk")
    assert row.state in ("ready", "done"), row.preview["problems"]
    return row


def brought(client, made, **chosen):
    row = looked_at(client, made)
    if row.state == "ready":
        end(client, row, **chosen) if chosen else confirm(client, row)
        jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "done", row.preview
    return row


def end(client, row, day=None, **chosen):
    address = reverse("confirm-import", args=["grove", row.uuid])
    said = {"digest": row.digest, "end": "1", "of_set": "1", **chosen}
    said["last_day"] = str(today(row.ecosystem)) if day is None else day
    return client.post(address, said)


def open_roles():
    """Code, role and school of each role that goes on, of people with codes."""
    found = Assignment.objects.filter(ends=None).exclude(person__code="")
    return set(found.values_list("person__code", "role", "organisation__code"))
