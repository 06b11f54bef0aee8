"""The program that leaves traces of one person in a data folder: ``prepare CSV``.

A file is imported that brings the person in; they take part in a club, are marked, noted in the
records, sign in with a card and a link, ask for their page, and are in the warehouse and a profile; an
archive, a letter, a child's list of whom to call and a file about it, a file that is confirmed and waits for its turn, what an import
changed, a mapping named after a file and a copy of the database speak of them too.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - models need the setup
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.mail import send_mail  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from hedgerow.commons.activities import actions as activities  # noqa: E402
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, club, enrol  # noqa: E402
from hedgerow.commons.ecosystems.models import Ecosystem  # noqa: E402
from hedgerow.commons.ecosystems.tests.factories import ecosystem  # noqa: E402
from hedgerow.commons.files import keeping  # noqa: E402
from hedgerow.commons.files.models import StoredFile  # noqa: E402
from hedgerow.commons.frameworks.models import Framework, Item  # noqa: E402
from hedgerow.commons.membership.actions import make_sign_in_link  # noqa: E402
from hedgerow.commons.people.models import Account, Guardian, Person  # noqa: E402
from hedgerow.commons.records.models import Progress  # noqa: E402
from hedgerow.edges.archives.actions import ask_for_archive  # noqa: E402
from hedgerow.edges.exchange.actions import Upload, import_file  # noqa: E402
from hedgerow.edges.exchange.importing import confirm, send_in  # noqa: E402
from hedgerow.edges.exchange.mappings import parse_mapping  # noqa: E402
from hedgerow.edges.exchange.remembering import keep_mapping  # noqa: E402
from hedgerow.features.engagement.families.models import EmergencyContact  # noqa: E402
from hedgerow.foundation import jobs, warehouse  # noqa: E402
from hedgerow.foundation.journal.actions import seal_all  # noqa: E402
from hedgerow.foundation.rows import new_uuid  # noqa: E402
from hedgerow.profile.actions import compute_profile  # noqa: E402

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SENT = "code,name,email,school\n7,Zebedee Quux Junior,quux@zebedee.example,oak\n"
CHANGED = "code,name,email,school\n7,Zebedee F. Quux,quux@zebedee.example,oak\n"
MAPPING = """target = "people"
[[rows]]
label = "person"
[rows.fields]
code = { column = "code" }
name = { column = "name" }
email = { column = "email" }
role = { constant = "learner" }
organisation_code = { column = "school" }
"""


def prepare(file: Path) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    made = club(learners=2, ecosystem=ecosystem(slug="aspen"))
    made.school.code = "oak"
    made.school.save()
    upload = Upload(file, parse_mapping(MAPPING, "people.toml"))
    done = import_file(made.ecosystem, upload, by=STEWARD, at=NOON)
    assert not done.problems, done.problems
    file.write_text(CHANGED)
    import_file(made.ecosystem, upload, by=STEWARD, at=NOON)
    zeb = Person.objects.get(kept_by=made.ecosystem, code="7")
    account, _made = Account.objects.get_or_create(email=zeb.email)
    Person.objects.filter(pk=zeb.pk).update(account=account)
    enrol(made, zeb)
    made.learners.append(zeb)
    activities.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    frame = Framework.objects.create(
        ecosystem=made.ecosystem, key="f", title="F", kind="curriculum"
    )
    Progress.objects.create(
        ecosystem=made.ecosystem, person=zeb, item=Item.objects.create(framework=frame, code="1"),
        level=1, note=f"{zeb.name} reads.", at=NOON,
    )  # fmt: skip
    _answers_for(made.learners[0], zeb)
    make_sign_in_link(zeb, at=NOON)
    session = SessionStore()
    session["person_id"] = zeb.pk
    session["said"] = zeb.name
    session.save()
    seal_all()
    warehouse.refresh(made.ecosystem.pk)
    compute_profile(made.ecosystem.pk, by=STEWARD, at=NOON)
    _lie_about(made.ecosystem, zeb)


def _answers_for(child: Person, zeb: Person) -> None:
    """The child's guardian he is, first on its list of whom to call, and named by a file about it."""
    place = child.kept_by
    Guardian.objects.create(ecosystem=place, guardian=zeb, learner=child, starts=NOON.date())
    EmergencyContact.objects.create(
        ecosystem=place, learner=child, position=1, name=zeb.name, relation="brother", phone="1"
    )
    uuid = new_uuid()
    size, digest = keeping.write(uuid, [b"%PDF-1.7 signed"])
    StoredFile.objects.create(
        uuid=uuid, ecosystem=place, about_kind="placements.step", about=new_uuid(), person=child,
        name=f"Consent {zeb.name}.pdf", kind="pdf", bytes=size, digest=digest, added_by=zeb,
        added_at=NOON,
    )  # fmt: skip


def _lie_about(place: Ecosystem, zeb: Person) -> None:
    """Files with the person in them: an archive, one waiting to be imported, a letter, a copy."""
    now = timezone.now()
    ask_for_archive(place, by=STEWARD, at=now)
    jobs.run_pending()
    sent = SimpleUploadedFile(f"{zeb.name}.csv", SENT.encode())
    mapping, name = f'title = "{sent.name}"\n{MAPPING}', f"headings of {sent.name}"
    keep_mapping(place, name, mapping, by=STEWARD)
    row = send_in(place, sent, mapping, name, by=STEWARD, at=now)
    assert row.stored, row.preview
    assert zeb.name in str(row.preview)
    confirm(row.uuid, row.digest, by=STEWARD, at=now)
    send_mail("Your club", f"Dear {zeb.name}", None, [zeb.email])
    copy = Path(settings.HEDGEROW_HOME) / f"before-upgrade-{now:%Y%m%dT%H%M%S}.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
