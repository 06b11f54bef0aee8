"""What a member may be allowed to do about mentors and tutors; names are stored, so never renamed."""

OFFER_HELP = "mentoring.offer:make"
ARRANGE = "mentoring.pairing:arrange"
RECORD_CHECKS = "mentoring.check:record"
SUPERVISE = "mentoring.note:supervise"
SET_TERMS = "mentoring.terms:set"
