"""What a member may be allowed to do about activities; names are stored, so never renamed."""

VIEW_ACTIVITIES = "activities.activity:view"
EDIT_ACTIVITIES = "activities.activity:edit"
ENROL = "activities.enrolment:make"
MARK_ATTENDANCE = "activities.attendance:mark"
CONFIRM_SESSION = "activities.session:confirm"
