"""What a member may be allowed to do about placements; names are stored, so never renamed."""

VIEW_PLACEMENTS = "placements.placement:view"
ARRANGE = "placements.placement:arrange"
HOST = "placements.placement:host"
WAIVE = "placements.step:waive"
EDIT_KINDS = "placements.kind:edit"
