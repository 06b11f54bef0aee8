"""What a member may be allowed to do to an ecosystem; names are stored, so never renamed."""

VIEW_ECOSYSTEM = "ecosystems.ecosystem:view"
EDIT_ECOSYSTEM = "ecosystems.ecosystem:edit"
CLOSE_ECOSYSTEM = "ecosystems.ecosystem:close"
REOPEN_ECOSYSTEM = "ecosystems.ecosystem:reopen"
EXPORT_ECOSYSTEM = "ecosystems.ecosystem:export"
EDIT_CALENDAR = "ecosystems.calendar:edit"
EDIT_FIGURES = "ecosystems.figure:edit"
