"""Who sees a profile's exact readings; the public sees what ``disclosure`` leaves of them."""

VIEW_READINGS = "profile.reading:view"
COMPUTE_PROFILE = "profile.snapshot:compute"
