"""Who signed in before it was noted with the person: by what cards, passkeys and sessions say."""

from django.db import migrations
from django.db.models import Max

SAYING = (("SignInCard", "last_used_at"), ("Passkey", "last_used_at"), ("OpenSession", "since"))


def note(apps, schema_editor):
    persons = apps.get_model("people", "Person").objects
    last = {}
    for name, field in SAYING:
        rows = apps.get_model("membership", name).objects.exclude(**{field: None})
        for person, at in rows.order_by().values_list("person").annotate(Max(field)):
            last[person] = max(at, last.get(person, at))
    for person, at in last.items():
        persons.filter(pk=person, signed_in_at=None, erased_at=None).update(signed_in_at=at)


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0015_told'),
        ('people', '0012_signing_in_last'),
    ]

    operations = [migrations.RunPython(note, migrations.RunPython.noop, elidable=True)]
