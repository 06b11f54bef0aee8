"""Sets of small files in which one word stands that is never kept, and lines that do not fit."""

import io
import zipfile

from .rosters import Set

WORD = "Pa55word"
SCHOOL = "SIS ID,Name\ns1,Oak School\n"
SECTION = "SIS ID,School SIS ID,Section Name\nk,s1,5a\n"
STUDENT = f"""SIS ID,School SIS ID,First Name,Last Name,Password,Gender,Grade
l1,s1,Bo,Ek,{WORD},{WORD},5
l2,s1,Amira,Nuñez,,,5
"""
TEACHER = "SIS ID,School SIS ID,First Name,Last Name,Username,Password\n"
TEACHER += f"e1,s1,Cy,Oh,cy,{WORD}\n"
KOLIBRI = f"""Database ID (UUID),Username (USERNAME),Password (PASSWORD),Full name (FULL_NAME),\
User type (USER_TYPE),Gender (GENDER)
,bo,{WORD},Bo Ek,LEARNER,{WORD}
,cy,{WORD},Cy Oh,LEARNER,
"""


def packed(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for name, said in files.items():
            target.writestr(name, said)
    return content.getvalue()


def oneroster(version, file, key, column):
    """A set in which that word stands in one cell; as files."""
    made = Set(version)
    made.row(file, key)[column] = WORD
    return made.texts()


def sds():
    return {
        "School.csv": SCHOOL, "Section.csv": SECTION, "Student.csv": STUDENT,
        "Teacher.csv": TEACHER, "StudentEnrollment.csv": "Section SIS ID,SIS ID\nk,l1\n",
        "TeacherRoster.csv": "Section SIS ID,SIS ID\nk,e1\n",
    }  # fmt: skip


def narrower(line):
    return line.replace(",", " ", 1)


def wider(line):
    return line.replace(",", ",,", 1)


def broken(line):
    """Broken in the middle of the word, which then stands at the start of a line."""
    return line.replace(WORD, WORD.replace("55", "\n55"), 1)


def bent(text, how):
    return "\n".join(how(line) if WORD in line else line for line in text.splitlines()) + "\n"
