"""What a member may be allowed to do about partners; names are stored, so never renamed."""

VIEW_PARTNERS = "partners.partner:view"
VIEW_AGREEMENTS = "partners.agreement:view"
EDIT_AGREEMENTS = "partners.agreement:edit"
EDIT_CONTACTS = "partners.contact:edit"
EDIT_ADVISERS = "partners.adviser:edit"
