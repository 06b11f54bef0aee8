"""A signed-in sender of spreadsheets, as the tests of the pages need one."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

GOOD = "kind,code,name,sector,parent_kind,parent_code,address,website,low_grade,high_grade\n"
GOOD += "school,0012,Elm House,school,,,,,K,5\nschool,0013,Oak,school,school,0012,,,K,5\n"
READY = "ready:organisations"


def signed_in(client, somebody):
    session = client.session
    session["person_id"] = somebody.pk
    session.save()
    return client


def send(client, content=GOOD, mapping=READY, name="schools.csv", **more):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    data = {"file": file, "mapping": mapping, **more}
    return client.post(reverse("new-import", args=["grove"]), data)


def confirm(client, row, digest=None):
    address = reverse("confirm-import", args=["grove", row.uuid])
    return client.post(address, {"digest": row.digest if digest is None else digest})


def page(client, row):
    return client.get(reverse("import", args=["grove", row.uuid])).content.decode()
