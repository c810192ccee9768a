"""Settings: who wins, what is refused, and where an error points."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graphkit.config import Policy, check_codes, load_settings
from graphkit.errors import ConfigError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in an empty folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def failure(text: str) -> str:
    """What is said of a settings file."""
    Path("graphkit.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_settings(environment={})
    return str(caught.value)


def test_command_line_then_environment_then_file_then_default() -> None:
    Path("graphkit.toml").write_text(
        'fail_on = "info"\nignore = ["STR"]\n[policy]\nmin_functions = 3\nmax_handoffs = 7\n'
    )
    environment = {"GRAPHKIT_FAIL_ON": "warning", "GRAPHKIT_POLICY_MIN_FUNCTIONS": "4", "GRAPHKIT_FORMAT": ""}
    assert load_settings(environment={}).fail_on == "info"
    settings = load_settings(environment=environment)
    assert (settings.fail_on, settings.ignore, settings.format) == ("warning", ("STR",), "text")
    assert (settings.policy.min_functions, settings.policy.max_handoffs) == (4, 7)
    assert load_settings(given={"fail_on": "error", "ignore": None}, environment=environment).fail_on == "error"


def test_without_any_settings_everything_is_the_default() -> None:
    assert load_settings(environment={"HOME": "/"}).policy == Policy()


def test_a_file_may_set_everything() -> None:
    Path("graphkit.toml").write_text(
        """
        today = 2026-11-23
        [policy]
        function_depth = 1
        mandates_recorded = false
        max_processes_per_owner = 2.5
        empowering_roles = ["CEO", "Managing  Director"]
        critical_skills = ["Lean", "agile"]
        required.people = "decide"
        [policy.role_names]
        "Head of  Operations" = "COO"
        """
    )
    settings = load_settings(environment={})
    policy = settings.policy
    assert settings.today == date(2026, 11, 23)
    assert (policy.function_depth, policy.mandates_recorded, policy.max_processes_per_owner) == (1, False, 2.5)
    assert policy.empowering_roles == ("ceo", "managing director")
    assert policy.critical_skills == {"lean": ("lean management",), "agile": ()}
    assert policy.required == {**Policy().required, "people": "decide"}
    assert policy.role_names == {**Policy().role_names, "head of operations": "coo"}


def test_the_environment_may_give_lists_and_tables() -> None:
    settings = load_settings(
        environment={
            "GRAPHKIT_SOURCES": "2026, model.yaml",
            "GRAPHKIT_SELECT": "OWN,AUT",
            "GRAPHKIT_TODAY": "2026-02-28",
            "GRAPHKIT_POLICY_EMPOWERING_ROLES": "ceo",
            "GRAPHKIT_POLICY_REQUIRED": '{ people = "decide" }',
            "GRAPHKIT_POLICY_FUNCTION_DEPTH": "none",
        }
    )
    assert (settings.sources, settings.select) == (("2026", "model.yaml"), ("OWN", "AUT"))
    assert settings.today == date(2026, 2, 28)
    assert settings.policy.empowering_roles == ("ceo",)
    assert settings.policy.required["people"] == "decide"


def test_the_nearest_file_counts_and_its_sources_are_beside_it(here: Path, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.graphkit]\nsources = ["model"]\n')
    assert load_settings(environment={}).sources == (str(tmp_path / "model"),)
    (here / "pyproject.toml").write_text("[tool.other]\n")
    assert load_settings(environment={}).sources == (str(tmp_path / "model"),)
    (here / "graphkit.toml").write_text('sources = ["own", "/abs"]\n')
    assert load_settings(environment={}).sources == ("own", "/abs")
    elsewhere = tmp_path / "elsewhere" / "model"
    elsewhere.mkdir(parents=True)
    (elsewhere.parent / "graphkit.toml").write_text('fail_on = "info"\n')
    assert load_settings([elsewhere / "people.csv"], environment={}).fail_on == "info"


def test_an_unrelated_place_falls_back_to_the_working_directory(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (here / "graphkit.toml").write_text('fail_on = "info"\n')
    assert load_settings([tmp_path_factory.mktemp("far")], environment={}).fail_on == "info"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\nfail-on = "error"\n', "graphkit.toml:2: unknown setting 'fail-on' (did you mean 'fail_on'?)"),
        ("min_functions = 2\n", "toml:1: unknown setting 'min_functions' (did you mean 'policy.min_functions'?)"),
        ("[policy]\n\nmin_function = 2", "graphkit.toml:3: unknown setting 'policy.min_function'"),
        ("[policy]\nmin_functions = '2'", "graphkit.toml:2: policy.min_functions must be a whole number of at least 1"),
        ("[policy]\nmin_functions = true", "not true"),
        ("[policy]\nmax_ownership_share = 30", "must be a number above 0 and at most 1, not 30"),
        ("[policy]\nmax_processes_per_owner = nan", "must be a number above 0, not nan"),
        ("[policy]\nallow_shared_owner = 'auto'", "must be true or false, not 'auto'"),
        ("[policy]\nempowering_roles = 'ceo'", "must be a list of words, not 'ceo'"),
        ("[policy.required]\npeople = 'decid'", "graphkit.toml:2: policy.required.people must be none, influence"),
        ("policy = 3", "graphkit.toml:1: policy must be a table"),
        ("[policy]\nrequired.peple = 'decide'", "unknown dimension 'peple' in policy.required (did you mean"),
        ("[policy.role_names]\nboss = 1", "graphkit.toml:2: policy.role_names.boss must be a kind of role"),
        ("fail_on = 'errors'", "must be info, warning or error, not 'errors' (did you mean 'error'?)"),
        ("today = 2026-11-23T10:00:00", "must be a date such as 2026-11-23"),
        ("sources = 'model'", "must be a list of words"),
        ("sources = [", "graphkit.toml"),
        ("sources = [1]\n\nx", "graphkit.toml:3: not valid TOML"),
        ("x = " + "[" * 100_000, "not valid TOML"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_its_place(text: str, said: str) -> None:
    message = failure(text)
    assert said in message
    assert "\n" not in message


def test_a_project_file_points_at_its_own_lines() -> None:
    Path("pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.graphkit.policy]\nmin_functions = 0\n')
    with pytest.raises(ConfigError, match=r"pyproject\.toml:5: policy\.min_functions must be"):
        load_settings(environment={})


def test_bytes_that_are_no_text_are_refused() -> None:
    Path("graphkit.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not UTF-8 text"):
        load_settings(environment={})


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"GRAPHKIT_FAILON": "error"}, "unknown setting 'GRAPHKIT_FAILON' (did you mean 'GRAPHKIT_FAIL_ON'?)"),
        ({"GRAPHKIT_POLICY_MIN_FUNCTION": "1"}, "did you mean 'GRAPHKIT_POLICY_MIN_FUNCTIONS'?"),
        ({"GRAPHKIT_POLICY_MIN_FUNCTIONS": "two"}, "GRAPHKIT_POLICY_MIN_FUNCTIONS must be a whole number"),
    ],
)
def test_a_wrong_variable_is_named(environment: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(environment=environment)
    assert said in str(caught.value)


def test_codes_are_prefixes_of_rules_that_exist() -> None:
    codes = ["OWN001", "OWN002", "AUT001"]
    Path("graphkit.toml").write_text('\nselect = ["OWN", "AUT001"]\nignore = ["OWM"]\n')
    with pytest.raises(ConfigError) as caught:
        check_codes(load_settings(environment={}), codes)
    assert str(caught.value) == "graphkit.toml:3: unknown rule code 'OWM' in ignore (did you mean 'OWN'?)"
    check_codes(load_settings(given={"ignore": ("OWN002",)}, environment={}), codes)
    with pytest.raises(ConfigError, match="unknown rule code 'OWN1' in --select"):
        check_codes(load_settings(given={"select": ("own", "own1"), "ignore": ()}, environment={}), codes)
