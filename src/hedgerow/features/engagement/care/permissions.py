"""What a member may be allowed to do for care; names are stored."""

VIEW_REFERRALS = "care.referral:view"  # the pages; which referrals stand there is seen row by row
REFER = "care.referral:send"
HANDLE_REFERRALS = "care.referral:handle"
LEAD_CONCERNS = "care.concern:view"  # which ones, the lead's own assignments say
