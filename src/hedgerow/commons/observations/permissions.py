"""What a member may be allowed to do about observations; names are stored."""

RECORD_OBSERVATIONS = "observations.observation:record"
EDIT_INDICATORS = "observations.indicator:edit"
DRAW_SAMPLE = "observations.sample:draw"
CHECK_RECORDS = "observations.sample:check"
