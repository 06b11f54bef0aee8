from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Stored files with permissioned download."""

    name = "hedgerow.commons.files"
    label = "files"

    def ready(self) -> None:
        from django.urls import reverse

        from hedgerow.foundation import subjects

        from .models import StoredFile

        def link(row: StoredFile) -> subjects.Link:
            return subjects.Link(row.name, reverse("file", args=[row.ecosystem.slug, row.uuid]))

        subjects.register("files.file", StoredFile, link, related=("ecosystem",))
