"""A small set of School Data Sync of our own writing."""

OURS = {
    "School": "SIS ID,Name\n1,Oak\n2,Elm\n",
    "Section": "SIS ID,School SIS ID,Section Name,Term StartDate,Term EndDate\n"
    "11,1,Algebra,8/17/2026,6/4/2027\n12,2,Art,,\n",
    "Student": "SIS ID,School SIS ID,First Name,Last Name,Grade\nL1,1,Amira,Nuñez,09\n"
    "L2,2,Bo,Ek,10\n",
    "Teacher": "SIS ID,School SIS ID,First Name,Last Name\nT1,1,Cy,Oh\nT1,2,Cy,Oh\n",
    "StudentEnrollment": "Section SIS ID,SIS ID\n11,L1\n12,L2\n11,L2\n",
    "TeacherRoster": "Section SIS ID,SIS ID\n11,T1\n12,T1\n",
}
