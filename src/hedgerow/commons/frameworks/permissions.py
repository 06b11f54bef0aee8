"""What a member may be allowed to do about frameworks; names are stored, so never renamed."""

EDIT_FRAMEWORKS = "frameworks.framework:edit"
