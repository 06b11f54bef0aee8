"""The six files of Microsoft School Data Sync, version 1.

Source: Microsoft's description of the School Data Sync CSV format.
"""

from typing import Final

from .layout import File, Format, Heading, one_of, ref, refused, sensitive, texts

ACTIVE: Final = ("Active", "Inactive")
NAMES: Final = (
    Heading("First Name", must=True), Heading("Last Name", must=True), Heading("Username"),
    Heading("Password", refused=True), Heading("Middle Name"), Heading("Secondary Email"),
    one_of("Status", *ACTIVE, must=False),
)  # fmt: skip

SCHOOL = File(
    "School.csv",
    (
        Heading("SIS ID", must=True), Heading("Name", must=True),
        *texts("School Number", "School NCES_ID", "State ID", "Grade Low", "Grade High",
               "Principal SIS ID", "Principal Name", "Principal Secondary Email", "Address",
               "City", "State", "Country", "Zip", "Phone", "Zone"),
    ),
    ("SIS ID",),
)  # fmt: skip
SECTION = File(
    "Section.csv",
    (
        Heading("SIS ID", must=True), ref("School SIS ID", "School", must=True),
        Heading("Section Name", must=True), *texts("Section Number", "Term SIS ID", "Term Name"),
        Heading("Term StartDate", "day"), Heading("Term EndDate", "day"),
        *texts("Course SIS ID", "Course Name", "Course Number", "Course Description",
               "Course Subject", "Periods"),
        one_of("Status", *ACTIVE, must=False),
    ),
    ("SIS ID",),
)  # fmt: skip
STUDENT = File(
    "Student.csv",
    (
        Heading("SIS ID", must=True), ref("School SIS ID", "School", must=True), *NAMES,
        *texts("State ID", "Student Number", "Grade"), Heading("Birthdate", "day"),
        *texts("Graduation Year", "Mailing Address", "Mailing City", "Mailing State",
               "Mailing Zip", "Mailing Country"),
        *sensitive("Federal Race", "Gender", "English Language Learners Status"),
        *refused("Residence", "Mailing Latitude", "Mailing Longitude"),
    ),
    ("SIS ID", "School SIS ID"),
)  # fmt: skip
TEACHER = File(
    "Teacher.csv",
    (
        Heading("SIS ID", must=True), ref("School SIS ID", "School", must=True), *NAMES,
        *texts("State ID", "Teacher Number", "Title", "Qualification"),
    ),
    ("SIS ID", "School SIS ID"),
)  # fmt: skip
ENROLLMENT = File(
    "StudentEnrollment.csv",
    (ref("Section SIS ID", "Section", must=True), ref("SIS ID", "Student", must=True)),
    ("Section SIS ID", "SIS ID"),
)
ROSTER = File(
    "TeacherRoster.csv",
    (ref("Section SIS ID", "Section", must=True), ref("SIS ID", "Teacher", must=True)),
    ("Section SIS ID", "SIS ID"),
)
FILES: Final = (SCHOOL, SECTION, STUDENT, TEACHER, ENROLLMENT, ROSTER)
SDS: Final = Format(
    "sds",
    "School Data Sync",
    {one.name.removesuffix(".csv"): one for one in FILES},
    needed=tuple(one.name.removesuffix(".csv") for one in FILES),
    strict=False,
)
