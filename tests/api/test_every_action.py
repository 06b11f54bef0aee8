"""Whatever the actions do, the API does, but for what stands here with its reason."""

import ast
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from inspect import Parameter, isfunction, signature
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import hedgerow

SOURCE = Path(hedgerow.__file__).parent
PROGRAMS_DO_NOT_SIGN_IN = "a program has its token, and signs nobody in"
BY_SENDING_A_FILE = "sending a file in: POST /api/ecosystems/{slug}/imports"
BY_BLUEPRINT = "starting an ecosystem: POST /api/blueprints/{key}/start"
BY_A_JOB = "a job's work, which nobody asks for"
PART = "a part of other acts"
BY_COMMAND = "a command of whoever runs the installation: nobody has a token yet"
BY_HAND = "no token adds or takes away what protects signing in"
NOT_BY_API = {
    "commons.membership.ask_for_link": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.ask_to_change_address": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.confirm_address": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.make_sign_in_link": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.set_password": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.sign_out_elsewhere": "a program is signed in on no device",
    "commons.membership.sign_in_by_card": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.sign_in_by_code": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.sign_in_by_link": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.sign_in_by_password": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.accept_invitation": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.admit": BY_COMMAND,
    "commons.people.admit_person": BY_COMMAND,
    "commons.membership.tie_wards": PART,
    "commons.notices.read_where_told": PART,
    "commons.membership.send_waiting": BY_A_JOB,
    "commons.membership.make_token": "no token makes another, so that one can be taken back",
    "commons.membership.revoke_tokens": PART,
    "commons.membership.token_actor": "asked on each call: whose token it is",
    "commons.membership.leave_places": BY_SENDING_A_FILE,
    "commons.membership.assign_role": "one row of PUT /api/ecosystems/{slug}/roles",
    "commons.ecosystems.found_ecosystem": BY_BLUEPRINT,
    "commons.ecosystems.open_ecosystem": BY_BLUEPRINT,
    "commons.activities.cancel_sessions": "many at once; the API cancels each by its address",
    "commons.activities.change_session": "scope one of POST …/sessions/{session}/change",
    "commons.activities.enrol": "one row of POST …/activities/{activity}/places",
    "commons.activities.marked": PART,
    "commons.activities.keep_hours": PART,
    "commons.activities.saved": PART,
    "commons.ecosystems.record": PART,
    "commons.membership.add_passkey": BY_HAND,
    "commons.membership.ask_to_add": BY_HAND,
    "commons.membership.begin_app": BY_HAND,
    "commons.membership.confirm_app": BY_HAND,
    "commons.membership.new_recovery_codes": BY_HAND,
    "commons.membership.remove_app": BY_HAND,
    "commons.membership.remove_passkey": BY_HAND,
    "commons.membership.reset_second_factor": BY_HAND,
    "commons.membership.ask_to_use": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.check_code": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.use_passkey": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.use_recovery_code": PROGRAMS_DO_NOT_SIGN_IN,
    "commons.membership.make_codes": PART,
    "commons.membership.end_found": BY_SENDING_A_FILE,
    "commons.membership.accept": PART,
    "commons.membership.step_back": PART,
    "commons.activities.mark_many": "many sessions at once; the API marks each by its address",
    "commons.activities.plan_session": "one row of POST …/activities/{activity}/sessions",
    "commons.activities.save_activities": BY_SENDING_A_FILE,
    "commons.frameworks.rate_item": "one item of PUT /api/ecosystems/{slug}/frameworks",
    "commons.frameworks.save_described": BY_SENDING_A_FILE,
    "commons.people.add_people": PART,
    "commons.people.save_many_people": PART,
    "commons.notices.tell": PART,
    "commons.notices.tell_many": PART,
    "commons.notices.unsubscribe": "the link in a letter, which asks for no token",
    "edges.archives.make_archive": BY_A_JOB,
    "features.engagement.choice.run_round": "asked of a job: POST …/choice/{round}/runs",
    "features.engagement.choice.work_out": BY_A_JOB,
    "features.engagement.choice.finish_run": BY_A_JOB,
    "features.engagement.choice.reckon_chances": BY_A_JOB,
    "features.engagement.choice.close_overdue": BY_A_JOB,
    "features.engagement.choice.refill_round": PART,
    "features.engagement.choice.tell": PART,
    "features.engagement.choice.again": PART,
    "features.engagement.choice.let_go_of_gone": PART,
    "features.engagement.choice.let_go_of_all_gone": BY_A_JOB,
    "features.engagement.choice.end_enrolment": PART,
    "features.engagement.choice.enrol_some": PART,
    "edges.archives.tell": PART,
    "edges.exchange.import_file": BY_SENDING_A_FILE,
    "edges.exchange.preview": BY_SENDING_A_FILE,
    "features.engagement.opportunities.give_place": "one row of POST …/opportunities/{opportunity}/places",
    "features.engagement.opportunities.tell": PART,
    "features.engagement.opportunities.end_there": PART,
    "features.engagement.opportunities.tell_of": PART,
    "features.engagement.opportunities.require_consent": PART,
    "features.engagement.opportunities.tend": BY_A_JOB,
    "features.engagement.opportunities.to_tend": BY_A_JOB,
    "features.engagement.mentoring.propose": PART,
    "commons.observations.draw_sample": PART,
    "features.engagement.mentoring.place_ended": PART,
    "profile.compute_profile": BY_A_JOB,
}


def modules() -> Iterator[ModuleType]:
    """Every module called ``actions``, and those of the packages of that name."""
    for found in pkgutil.walk_packages(hedgerow.__path__, "hedgerow."):
        parts = found.name.split(".")
        if "actions" in parts and not {"tests", "foundation"} & set(parts):
            yield import_module(found.name)


def actions() -> set[str]:
    """Those that a package names, and whatever somebody does at a moment (``by``, ``at``)."""
    found = set()
    for module in modules():
        app = module.__name__.removeprefix("hedgerow.").partition(".actions")[0]
        named = getattr(module, "__all__", ())
        for name, value in vars(module).items():
            if isfunction(value) and not name.startswith("_"):
                own = value.__module__ == module.__name__ and is_act(value)
                found |= {f"{app}.{name}"} if own or name in named else set()
    return found


def is_act(function: FunctionType) -> bool:
    asked = signature(function).parameters
    return all(
        name in asked and asked[name].kind is Parameter.KEYWORD_ONLY for name in ("by", "at")
    )


def called() -> set[str]:
    """Names that the modules of the API use of their app's actions, by app."""
    found = set()
    for file in SOURCE.rglob("*api.py"):
        app = ".".join(file.parent.relative_to(SOURCE).parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                found.add(f"{app}.{node.func.attr}")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found.add(f"{app}.{node.func.id}")
    return found


@pytest.mark.slow
def test_every_action_is_done_by_the_api_or_stands_here() -> None:
    assert sorted(actions() - called() - NOT_BY_API.keys()) == []


@pytest.mark.slow
def test_nothing_stands_here_that_is_gone_or_done() -> None:
    assert sorted(NOT_BY_API.keys() - actions()) == []
    assert sorted(NOT_BY_API.keys() & called()) == []
