"""The hooks work under the real pre-commit, with the heal on the path and with a wheel that pre-commit installs."""
import subprocess

import pytest
import yaml

RULE = """\
## The tills deliver late now and then.
rule shop.orders_not_delivered {
  category CONNECTION

  match 'The orders of <day:text> have not been delivered yet'

  advise "Ask the shop's operators when the orders of ${day} come"

  test "the tills are late" {
    failure 'The orders of 2026-11-22 have not been delivered yet'
    expect match
  }

  test "returns are another matter" {
    failure 'The returns of 2026-11-22 have not been delivered yet'
    expect no match
  }
}
"""


def git(folder, *words):
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path):
    """A repository with one rule."""
    (tmp_path / "shop/rules").mkdir(parents=True)
    (tmp_path / "shop/rules/orders.heal").write_text(RULE)
    git(tmp_path / "shop", "init", "--quiet")
    git(tmp_path / "shop", "add", ".")
    return tmp_path / "shop"


@pytest.fixture
def hooks(checkout, tmp_path):
    """A repository with heal's hooks, as pre-commit clones it."""
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks/.pre-commit-hooks.yaml").write_text((checkout / ".pre-commit-hooks.yaml").read_text())
    git(tmp_path / "hooks", "init", "--quiet")
    git(tmp_path / "hooks", "add", ".")
    git(tmp_path / "hooks", "commit", "--quiet", "-m", "hooks")
    return tmp_path / "hooks"


@pytest.fixture
def check(run, project, tmp_path):
    """Runs pre-commit on all files of the project, with a configuration."""

    def check(repository):
        (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [repository]}))
        git(project, "add", ".")
        return run("pre-commit", "run", "--all-files", cwd=project, PRE_COMMIT_HOME=str(tmp_path / "pre-commit"))

    return check


@pytest.fixture
def by_hooks(check, hooks):
    return lambda: check({"repo": str(hooks), "rev": "HEAD", "hooks": [{"id": f"heal-{name}"} for name in ("lint", "fmt", "test")]})


def test_the_hooks_are_in_pre_commit_s_form(run, checkout):
    assert run("pre-commit", "validate-manifest", checkout / ".pre-commit-hooks.yaml").returncode == 0


def test_good_rules_pass(by_hooks):
    result = by_hooks()
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("Passed") == 3, result.stdout


def test_each_hook_finds_what_is_wrong(by_hooks, project):
    rules = project / "rules/orders.heal"
    rules.write_text(RULE.replace("  category CONNECTION", "    category CONNECTION"))
    assert "files were modified by this hook" in by_hooks().stdout
    assert rules.read_text() == RULE

    rules.write_text(RULE.replace("expect match", "expect no match", 1))
    assert "heal test" in failed(by_hooks().stdout)

    rules.write_text(RULE.replace("CONNECTION", "CONECTION"))
    assert "heal lint" in failed(by_hooks().stdout)


def test_pre_commit_installs_the_wheel(check, wheel):
    """As README.md shows it, but from the file: the wheel is on no package index yet."""
    hook = {"id": "heal-lint", "name": "heal lint", "entry": "heal lint", "language": "python",
            "additional_dependencies": [str(wheel)], "files": r"\.heal$", "pass_filenames": False, "verbose": True}
    result = check({"repo": "local", "hooks": [hook]})
    assert result.returncode == 0, result.stdout + result.stderr
    assert "1 rule in 1 file: 0 errors" in result.stdout


def failed(text):
    """The names of the hooks that failed."""
    return [line.split("...")[0] for line in text.splitlines() if line.endswith("Failed")]
