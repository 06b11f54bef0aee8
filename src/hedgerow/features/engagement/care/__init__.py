"""Care: referrals between organisations, and concerns for a child.

Its words: *referral* (one organisation asks another to help a learner, once the family agrees to it),
*need* (with what), *concern* (somebody fears for a child and tells the *safeguarding lead*),
*look* (a lead opened a concern). Concerns are in no profile, search, feed, export or archive.
"""
