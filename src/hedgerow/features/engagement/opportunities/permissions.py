"""What a member may be allowed to do about opportunities; names are stored, so never renamed."""

VIEW_OPPORTUNITIES = "opportunities.opportunity:view"
OFFER = "opportunities.opportunity:offer"
PROPOSE = "opportunities.opportunity:propose"
EDIT_KINDS = "opportunities.kind:edit"
