"""The entries, and what each database finds them by."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """
CREATE VIRTUAL TABLE search_words USING fts5(
    strong, middle, weak, content='search_entry', content_rowid='id', prefix='2 3',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N*'"
)""",
    """
CREATE TRIGGER search_entry_comes AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_words (rowid, strong, middle, weak)
    VALUES (new.id, new.strong, new.middle, new.weak);
END""",
    """
CREATE TRIGGER search_entry_goes AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_words (search_words, rowid, strong, middle, weak)
    VALUES ('delete', old.id, old.strong, old.middle, old.weak);
END""",
    """
CREATE TRIGGER search_entry_changes AFTER UPDATE OF strong, middle, weak ON search_entry BEGIN
    INSERT INTO search_words (search_words, rowid, strong, middle, weak)
    VALUES ('delete', old.id, old.strong, old.middle, old.weak);
    INSERT INTO search_words (rowid, strong, middle, weak)
    VALUES (new.id, new.strong, new.middle, new.weak);
END""",
)
POSTGRESQL = (
    """
ALTER TABLE search_entry ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('pg_catalog.simple'::regconfig, strong), 'A') ||
    setweight(to_tsvector('pg_catalog.simple'::regconfig, middle), 'B') ||
    setweight(to_tsvector('pg_catalog.simple'::regconfig, weak), 'C')
) STORED""",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words) WITH (fastupdate = off)",
)
AWAY = (
    "DROP TRIGGER search_entry_comes", "DROP TRIGGER search_entry_goes",
    "DROP TRIGGER search_entry_changes", "DROP TABLE search_words",
)  # fmt: skip


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in AWAY if schema_editor.connection.vendor == "sqlite" else ():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=60)),
                ("row", models.BigIntegerField()),
                ("uuid", models.UUIDField()),
                ("ecosystem", models.BigIntegerField(null=True)),
                ("language", models.CharField(blank=True, max_length=35)),
                ("analysed_by", models.PositiveSmallIntegerField()),
                ("strong", models.TextField(blank=True)),
                ("middle", models.TextField(blank=True)),
                ("weak", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [models.Index(fields=["analysed_by"], name="entry_analysed_by")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "row"), name="entry_once_a_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Stale",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=60)),
                ("row", models.BigIntegerField()),
            ],
            options={"verbose_name_plural": "stale"},
        ),
        migrations.RunPython(create, drop),
    ]
