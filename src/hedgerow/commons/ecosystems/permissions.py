"""What a member may be allowed to do to an ecosystem; names are stored, so never renamed."""

VIEW_ECOSYSTEM = "ecosystems.ecosystem:view"
EDIT_ECOSYSTEM = "ecosystems.ecosystem:edit"
EDIT_CALENDAR = "ecosystems.calendar:edit"
EDIT_FIGURES = "ecosystems.figure:edit"
