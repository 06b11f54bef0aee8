from pathlib import Path

import pytest

from hedgerow.config.databases import SHORT_QUERIES, database
from hedgerow.config.env import VARIABLES, BadVariable, Variable, read


def test_an_empty_environment_gives_the_defaults() -> None:
    found = read({})
    assert found.port == 8000
    assert found.home == Path("hedgerow-data").resolve()
    assert not found.debug
    assert not found.tls
    assert found.database_url == ""


def test_the_home_folder_may_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    assert read({"HEDGEROW_HOME": "~/data"}).home == Path("/somewhere/data")


@pytest.mark.parametrize(
    ("host", "reachable"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]")],
)
def test_who_listens_everywhere_is_reached_here(host: str, reachable: str) -> None:
    assert read({"HEDGEROW_HOST": host}).reachable == reachable


def test_lists_and_addresses_are_read() -> None:
    found = read(
        {
            "HEDGEROW_HOSTS": "a.example, b.example",
            "HEDGEROW_TRUSTED_PROXIES": "10.0.0.0/8",
            "HEDGEROW_EMAIL_URL": "smtp+starttls://ada:p%40ss@mail.example",
        }
    )
    assert found.hosts == ("a.example", "b.example")
    assert found.trusted_proxies == ("10.0.0.0/8",)
    assert (found.email.password, found.email.port, found.email.starttls) == ("p@ss", 587, True)


@pytest.mark.parametrize(
    ("asked", "options"),
    [("", SHORT_QUERIES), ("?options=-c%20work_mem%3D8MB", "-c work_mem=8MB"), ("?options=", "")],
)
def test_postgresql_compiles_no_queries_unless_the_address_has_options_of_its_own(
    asked: str, options: str
) -> None:
    address = f"postgresql://ada:p%40ss@db.example/hedgerow{asked}"
    found = database(read({"HEDGEROW_DATABASE_URL": address}))
    assert (found["NAME"], found["HOST"], found["PASSWORD"]) == ("hedgerow", "db.example", "p@ss")
    assert found["OPTIONS"] == {"options": options}


@pytest.mark.parametrize(
    ("name", "junk"),
    [
        ("HEDGEROW_PORT", "http"),
        ("HEDGEROW_PORT", "70000"),
        ("HEDGEROW_WORKERS", "0"),
        ("HEDGEROW_DATABASE_URL", "mysql://ada@localhost/hedgerow"),
        ("HEDGEROW_DATABASE_URL", "postgresql://ada@localhost"),
        ("HEDGEROW_DATABASE_URL", "postgresql://ada:pa/ss@localhost/hedgerow"),
        ("HEDGEROW_SQLITE_SYNCHRONOUS", "off"),
        ("HEDGEROW_DEBUG", "perhaps"),
        ("HEDGEROW_URL", "hedgerow.example"),
        ("HEDGEROW_URL", "https://example.org/hedgerow"),
        ("HEDGEROW_TRUSTED_PROXIES", "everyone"),
        ("HEDGEROW_TLS", "2"),
        ("HEDGEROW_EMAIL_URL", "imap://mail.example"),
        ("HEDGEROW_UPLOAD_LIMIT_MB", "-1"),
        ("HEDGEROW_COPIES_DAYS", "0"),
        ("HEDGEROW_COPIES_DAYS", "for ever"),
        ("HEDGEROW_HOME", __file__),
        ("HEDGEROW_HOST", "two words"),
        ("HEDGEROW_FROM_EMAIL", "the office"),
        ("HEDGEROW_SECRET_KEY", "short"),
        ("HEDGEROW_LOG", "xml"),
    ],
)
def test_it_refuses_junk_and_says_what_was_expected(name: str, junk: str) -> None:
    with pytest.raises(BadVariable) as refusal:
        read({name: junk})
    expected = next(variable.expected for variable in VARIABLES if variable.name == name)
    secret = next(variable.secret for variable in VARIABLES if variable.name == name)
    assert name in str(refusal.value)
    assert (repr(junk) in str(refusal.value)) is not secret
    assert expected in str(refusal.value)


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_no_refusal_tells_a_secret(variable: Variable) -> None:
    """Whatever may hold a password is marked as secret."""
    holds = any(word in variable.name for word in ("DATABASE", "EMAIL_URL", "SECRET"))
    assert variable.secret is holds


def test_it_refuses_an_unknown_variable_and_suggests_the_near_one() -> None:
    with pytest.raises(BadVariable, match="did you mean HEDGEROW_PORT"):
        read({"HEDGEROW_PROT": "8001"})


def test_a_data_folder_that_may_not_be_opened_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: Path, **_options: object) -> bool:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "exists", forbidden)
    with pytest.raises(BadVariable, match="HEDGEROW_HOME"):
        read({"HEDGEROW_HOME": "/root/data"})


@pytest.mark.parametrize(
    ("url", "names"),
    [("", ()), ("https://learn.example.org/", ("learn.example.org",))],
)
def test_the_server_answers_under_its_public_name(url: str, names: tuple[str, ...]) -> None:
    assert read({"HEDGEROW_URL": url}).host_of_url == names


def test_it_leaves_other_programs_variables_alone() -> None:
    assert read({"PORT": "junk"}).port == 8000


def test_every_variable_says_what_it_means() -> None:
    assert all(variable.meaning.endswith(".") for variable in VARIABLES)
