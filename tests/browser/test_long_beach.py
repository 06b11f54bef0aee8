"""Long Beach: an employer's shadowing and challenge, and the pathways that eighth-graders choose.

Learners rank on phones, with and without scripts; the placement is walked through on phones without.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.cast import PATHWAYS
from tests.browser.conftest import Visit
from tests.browser.looking import OVERFLOW, fits, follow

HERE = "/e/valley"
SEND = "main form[method=post] button[type=submit]"
WHY = "You were number 2 in line for the 1 seat of Health Care, as the draw put it."


def test_an_employer_posts_learners_choose_shadow_and_are_judged(visit: Visit) -> None:
    convener, employer = visit("convener"), visit("partner")
    prepare(convener)
    shadowing = post(employer, "Job shadowing", "A day on the quay", signs_up=False)
    challenge = post(employer, "Challenge with judges", "A cleaner harbour", signs_up=True)
    choose(convener, visit("ana", width=360), visit("ben", width=360, java_script_enabled=False))
    placement = Placement(visit, convener, request(plain(visit, "ana"), shadowing))
    placement.prepare()
    placement.fill()
    placement.evaluate()
    judge(visit, challenge, employer)


def plain(visit: Visit, role: str) -> Page:
    """A phone without scripts."""
    return visit(role, width=360, java_script_enabled=False)


def day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def send(page: Page) -> None:
    """Send the page's form; nothing is wrong with it."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator(SEND).first.click()
    page.wait_for_load_state()
    expect(page.locator("main .errors, main [role=alert]")).to_have_count(0)


def prepare(page: Page) -> None:
    """The usual kinds are there, and a shadowing leads to a placement."""
    page.goto(f"{HERE}/opportunities/kinds/")
    missing = page.get_by_role("button", name="usual kinds that are missing")
    if missing.count():
        follow(missing)
    page.goto(f"{HERE}/placements/kinds/")
    page.get_by_role("link", name="Shadowing").click()
    page.get_by_label("Comes from opportunities of the kind").select_option("Job shadowing")
    press(page, "Save")
    expect(page.get_by_text("Saved.")).to_be_visible()


def post(page: Page, kind: str, title: str, *, signs_up: bool) -> str:
    """Offer something, step by step; where it lies."""
    page.goto(f"{HERE}/opportunities/new/")
    page.get_by_label("What kind is it?").select_option(kind)
    page.get_by_label("Title").fill(title)
    page.get_by_label("What happens there?").fill("See how ships are loaded, and ask.")
    press(page, "Save and go on")
    page.get_by_label("First day").fill(day(0))
    page.get_by_label("Last day").fill(day(10))
    page.get_by_label("Address, or how one finds it").fill("Quay 3")
    press(page, "Save and go on")
    press(page, "Save and go on")
    page.get_by_label("People sign up here").set_checked(signs_up)
    page.get_by_label("A guardian has to agree").set_checked(False)
    press(page, "Save and go on")
    press(page, "Save")
    if "judges" in kind:
        name_judges(page)
    press(page, "Open it")
    expect(page.get_by_text("It is open now.")).to_be_visible()
    return page.url


def name_judges(page: Page) -> None:
    """Before a challenge opens: who judges, and by what."""
    page.get_by_role("link", name="Go on with it").click()
    page.get_by_label("Who judges?").select_option("valley tutor")
    page.get_by_label("Rubric").fill("Idea: 10\nHow it works: 5")
    fits(page, "challenge-1280")
    press(page, "Save")


def choose(convener: Page, ana: Page, ben: Page) -> None:
    """Both want Health Care, then Energy; one seat each."""
    address = plan(convener)
    rank(ana, address, ("Health Care", "Energy", *sorted({*PATHWAYS} - {"Health Care", "Energy"})))
    fits(ana, "ranking-360")
    rank(ben, address, ("Health Care", "Energy"))
    run(convener, address)
    texts = []
    for learner in (ana, ben):
        learner.goto(address)
        learner.get_by_role("link", name="What came of it").click()
        texts.append(learner.locator(".outcome").inner_text())
        press(learner, "Yes, I come")
        expect(learner.get_by_text("The place is yours.")).to_be_visible()
    first, second = sorted(texts, key=lambda text: "number 2" in text)
    assert "You got your first wish: Health Care." in first
    assert "You got your wish number 2: Energy." in second
    assert WHY in second


def plan(page: Page) -> str:
    """A round of all pathways for grade 8; where it lies."""
    page.goto(f"{HERE}/choice/new/")
    page.get_by_label("Title").fill("Pathways of grade 8")
    page.get_by_label("First day to choose").fill("2026-01-01")
    page.get_by_label("Last day to choose").fill("2199-01-01")
    page.get_by_label("Longest list").fill(str(len(PATHWAYS)))
    page.get_by_label("Grades that may choose").fill("8")
    follow(page.get_by_role("button", name="Plan it"))
    address = page.url
    page.get_by_role("link", name="Take from what is offered").first.click()
    for title in PATHWAYS:
        page.get_by_label(title).check()
    fits(page, "take-1280")
    press(page, "Take these")
    expect(page.get_by_text("16 opportunities can be chosen.")).to_be_visible()
    press(page, "Open the round")
    expect(page.get_by_text("The round is open. Learners can choose.")).to_be_visible()
    return address


def rank(page: Page, address: str, titles: tuple[str, ...]) -> None:
    """The second is put on the list before the first, which then moves up."""
    page.goto(address)
    page.get_by_role("link", name="Choose", exact=True).click()
    page.wait_for_load_state()
    for title in (titles[1], titles[0], *titles[2:]):
        page.get_by_role("button", name=f"{title}: put on the list").click()
    page.get_by_role("button", name=f"{titles[0]}: up").click()
    page.get_by_role("button", name="Save the list").last.click()
    expect(page.get_by_text("Your list is saved.")).to_be_visible()
    expect(page.locator("[data-chosen] b")).to_have_text(titles)


def run(page: Page, address: str) -> None:
    """The round is closed, run by a job, found stable, and published."""
    page.goto(address)
    page.get_by_role("link", name="Close it now").click()
    expect(page.get_by_role("dialog")).to_contain_text("Closing gives nobody a place")
    press(page, "Close the round")
    page.get_by_role("link", name="Run the round").first.click()
    press(page, "Run it")
    result = page.get_by_role("link", name="Look at the result").first
    for _look in range(60):
        if result.count():
            break
        page.wait_for_timeout(500)
        page.goto(address)
    result.click()
    expect(page.get_by_text("stable", exact=True).first).to_be_visible()
    fits(page, "result-1280")
    page.get_by_role("link", name="Publish the result").click()
    press(page, "Publish the result")


def request(learner: Page, shadowing: str) -> str:
    """From the opportunity to a request that says its host and days already; where it lies."""
    learner.goto(shadowing)
    learner.get_by_role("link", name="Request a placement").click()
    learner.get_by_label("What you hope to see or do").fill("Drive a crane")
    send(learner)
    expect(learner.get_by_role("link", name="A day on the quay")).to_be_visible()
    expect(learner.get_by_role("link", name="Green Valley Library")).to_be_visible()
    return learner.url


class Placement:
    """A placement, and those who have a part in it."""

    def __init__(self, visit: Visit, convener: Page, address: str) -> None:
        self.address, self.convener = address, convener
        self.ana, self.gil, self.host = (plain(visit, role) for role in ("ana", "gil", "partner"))

    def prepare(self) -> None:
        """Forms and checks; one that runs out too early is named, and renewed."""
        self.convener.goto(self.address)
        self.convener.get_by_role("link", name="Set host and days").click()
        self.convener.locator("#id_ends").fill(day(12))
        send(self.convener)
        self.ask()
        self.convener.goto(self.address)
        expect(self.convener.locator("#steps li")).to_have_count(3)
        self.see_to(self.gil, "Consent")
        self.see_to(self.host, "Safeguarding check", valid_until=day(5))
        self.see_to(self.convener, "Form")
        self.convener.goto(self.address)
        with self.convener.expect_response(lambda one: one.request.method == "POST") as answer:
            self.convener.locator('form[action$="/start/"] button').click()
        self.convener.wait_for_load_state()
        assert answer.value.status == 409
        expect(self.convener.locator("body")).to_contain_text("Safeguarding check")
        self.see_to(self.host, "Safeguarding check", valid_until=day(30))
        self.convener.goto(self.address)
        send(self.convener)
        expect(self.convener.locator("#hours")).to_be_visible()

    def ask(self) -> None:
        """Two days more than the host offered: it finds that in its week, and accepts."""
        self.host.goto("/home/")
        waits = self.host.locator(".waiting li").filter(has_text="Shadowing · Ana Eighth")
        expect(waits).to_contain_text("Say whether you take the learner")
        waits.get_by_role("link").first.click()
        self.host.get_by_role("link", name="Say whether you take the learner").click()
        self.host.get_by_label("Yes, on these days").check(force=True)
        send(self.host)
        expect(self.host.locator("#hosts .tag.good")).to_have_text("accepted")
        assert self.host.evaluate(OVERFLOW) <= 0
        self.ana.goto("/me/notices/")
        expect(self.ana.locator("main")).to_contain_text("Green Valley Library takes Ana")

    def see_to(self, page: Page, title: str, **fields: str) -> None:
        page.goto(self.address)
        page.locator("#steps li").filter(has_text=title).locator('a[href$="/done/"]').click()
        for name, value in fields.items():
            page.locator(f"#id_{name}").fill(value)
        send(page)
        step = page.locator("#steps li").filter(has_text=title)
        expect(step.locator(".tag.good")).to_be_visible()

    def fill(self) -> None:
        """The learner enters hours, the host confirms them."""
        self.ana.goto(self.address)
        self.ana.get_by_role("link", name="Enter hours").click()
        self.ana.locator("#id_minutes").fill("150")
        self.ana.locator("#id_done").fill("Loaded boxes")
        send(self.ana)
        expect(self.ana.locator("#hours .tag.waits")).to_have_count(1)
        assert self.ana.evaluate(OVERFLOW) <= 0
        self.host.goto(self.address)
        press(self.host, "Confirm what is ticked")
        expect(self.host.locator("#hours .tag.good")).to_have_count(1)

    def evaluate(self) -> None:
        """It ends; neither side reads the other before both have said how it was."""
        self.convener.goto(self.address)
        self.convener.get_by_role("link", name="End it").click()
        self.convener.locator("#id_reason").fill("All was seen")
        send(self.convener)
        self.say(self.ana, "I would go again", "own-knew", "own-learned", "own-safe", "own-again")
        self.host.goto(self.address)
        expect(self.host.locator("#evaluations")).not_to_contain_text("I would go again")
        self.say(self.host, "Ana was on time", "care")
        expect(self.host.locator("#evaluations")).to_contain_text("I would go again")
        self.ana.goto(self.address)
        expect(self.ana.locator("#evaluations")).to_contain_text("Ana was on time")
        self.ana.goto(f"{self.address}summary/")
        expect(self.ana.locator("main")).to_contain_text("Loaded boxes")

    def say(self, page: Page, comment: str, *asked: str) -> None:
        page.goto(self.address)
        page.locator('main a[href$="/evaluate/"]').first.click()
        page.wait_for_load_state()
        for name in asked:
            page.locator(f"input[name={name}][value='2']").check(force=True)
        page.locator("#id_comment").fill(comment)
        send(page)


def judge(visit: Visit, challenge: str, employer: Page) -> None:
    """What was handed in is scored, the result published, and read by who made it."""
    ana, tutor = visit("ana", width=360), visit("tutor")
    ana.goto(challenge)
    ana.get_by_role("link", name="Sign up").click()
    press(ana, "Sign up")
    expect(ana.locator(".card .tag.good")).to_be_visible()
    ana.goto(f"{challenge}challenge/")
    ana.get_by_role("link", name="Hand something in").click()
    ana.get_by_label("What is it called?").fill("A net for bottles")
    follow(ana.get_by_role("button", name="Hand it in"))
    tutor.goto("/home/")
    tutor.get_by_role("link", name="A cleaner harbour").first.click()
    tutor.get_by_role("link", name="A net for bottles").click()
    tutor.get_by_label("Idea").fill("9")
    tutor.get_by_label("How it works").fill("4")
    follow(tutor.get_by_role("button", name="Save"))
    employer.goto(f"{challenge}challenge/")
    follow(employer.get_by_role("button", name="Publish the result"))
    ana.goto(f"{challenge}challenge/")
    expect(ana.get_by_text("Rank 1")).to_be_visible()
    expect(ana.get_by_text("13.00 points")).to_be_visible()
    fits(ana, "judged-360")
