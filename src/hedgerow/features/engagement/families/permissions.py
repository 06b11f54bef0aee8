"""What a member may be allowed to do towards families; names are stored."""

VIEW_FAMILIES = "families.family:view"  # the pages; what stands on them is seen row by row
SEND_MESSAGES = "families.message:send"
EDIT_TEMPLATES = "families.template:edit"
LOG_CONTACT = "families.contact:log"
VIEW_CONTACTS = "families.contact:view"
EDIT_RULE = "families.rule:edit"
