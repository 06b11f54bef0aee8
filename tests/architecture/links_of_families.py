"""Links of families across ecosystems, and why they are right; test_tenant_links looks at them."""

BY_THE_ACTOR = "the person who acts: whoever holds a role here, at home anywhere"
BY_ROLE = "people take part, and hold roles, in several ecosystems; the action asks for a role here"
BY_SHARING = "an organisation may be a member of several ecosystems; the action asks for that"

FAMILIES = {
    "families.Contact.learner": BY_ROLE,
    "families.Contact.guardian": BY_ROLE,
    "families.Contact.by": BY_THE_ACTOR,
    "families.Contact.site": BY_SHARING,
    "families.EmergencyContact.learner": BY_ROLE,
    "families.HealthNote.learner": BY_ROLE,
    "families.HealthNote.by": BY_THE_ACTOR,
    "families.Message.sender": BY_THE_ACTOR,
    "families.Message.site": BY_SHARING,
    "families.MessageCopy.guardian": BY_ROLE,
    "families.MessageCopy.learner": BY_ROLE,
    "families.SightDecision.by": BY_THE_ACTOR,
}

CARE = {
    "care.Referral.learner": BY_ROLE,
    "care.Referral.sender": BY_SHARING,
    "care.Referral.receiver": BY_SHARING,
    "care.ReferralStep.by": BY_THE_ACTOR,
    "care.Concern.site": BY_SHARING,
    "care.Concern.about": BY_ROLE,
    "care.Concern.against": BY_ROLE,
    "care.Concern.raised_by": BY_THE_ACTOR,
    "care.Concern.taken_by": BY_THE_ACTOR,
    "care.ConcernNote.by": BY_THE_ACTOR,
    "care.ConcernLook.by": BY_THE_ACTOR,
}
