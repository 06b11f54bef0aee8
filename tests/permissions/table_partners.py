"""Partners, agreements, contacts, the business advisory, and files."""

from .rows import NOT_ALLOWED, Row, only

COLLEAGUES = ("partner", "tutor", "educator", "leader", "evaluator", "convener")
SIDES = ("partner", "convener")
PARTY = ("partner", "leader", "evaluator", "convener")
HIDDEN = {"tutor": 404, "educator": 404}
UNSEEN = {"learner": 404, "guardian": 404, **HIDDEN}
HERE = "/e/{slug}/partners/"
ONE = HERE + "{partner}/"
AGREEMENT = HERE + "agreements/{agreement}/"
FILE = "/e/{slug}/files/{file}/"

ROWS = (
    Row(HERE, only(*COLLEAGUES), open=403),
    Row(HERE + "advisers/", only(*COLLEAGUES), open=403),
    Row(
        HERE + "advisers/new/", only(*SIDES, "leader"), only(*SIDES, "leader", status=422), open=403
    ),
    Row(HERE + "advisers/{adviser}/", only(*COLLEAGUES), only(*SIDES, status=422), open=403),
    Row(AGREEMENT, only(*PARTY, **HIDDEN), open=403),
    Row(
        AGREEMENT + "edit/",
        only("convener", **HIDDEN),
        only("convener", status=422, **HIDDEN),
        open=403,
    ),
    Row(
        AGREEMENT + "answer/", only(*SIDES, **HIDDEN), only(*SIDES, status=302, **HIDDEN), open=403
    ),
    Row(
        AGREEMENT + "end/",
        only(*SIDES, status=409, **HIDDEN),
        only(*SIDES, status=409, **HIDDEN),
        open=403,
    ),
    Row(ONE, only(*COLLEAGUES), open=403),
    Row(ONE + "agree/", only(*SIDES), only(*SIDES, status=422), open=403),
    Row(ONE + "contacts/new/", only(*SIDES), only(*SIDES, status=422), open=403),
    Row(ONE + "contacts/{contact}/", only(*SIDES), only(*SIDES, status=422), open=403),
    Row(FILE, only(*PARTY, **UNSEEN), NOT_ALLOWED),
    Row(FILE + "remove/", only(*SIDES, **UNSEEN), only(*SIDES, status=302, **UNSEEN)),
    Row(
        "/e/{slug}/files/add/partners.agreement/{agreement}/",
        only(*SIDES, **UNSEEN),
        only(*SIDES, status=422, **UNSEEN),
    ),
)
