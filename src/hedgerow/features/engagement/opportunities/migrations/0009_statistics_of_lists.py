"""Let PostgreSQL count what stands in the lists of languages and of access.

A search asks whether a list has a word. Without statistics of the list as text the planner takes it that
hardly a row has, and sorts a hundred thousand rows where the first twenty of an index would do.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COUNT = (
    "CREATE STATISTICS opportunity_lists ON (access::text), (languages::text) "
    "FROM opportunities_opportunity"
)


def count(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(COUNT)
        schema_editor.execute("ANALYZE opportunities_opportunity")  # else some day later


def do_not_count(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP STATISTICS opportunity_lists")


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0008_proposals")]

    operations = [migrations.RunPython(count, do_not_count)]
