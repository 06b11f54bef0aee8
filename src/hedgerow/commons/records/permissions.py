"""What a member may be allowed to do about learners' records; names are stored."""

VIEW_RECORDS = "records.progress:view"
RECORD_PROGRESS = "records.progress:record"
