"""The wheel is whole, and every usual way to install it ends with a heal that heals."""
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest


def by_pip(run, wheel, folder):
    run(sys.executable, "-m", "venv", folder / "venv").check_returncode()
    run(folder / "venv/bin/pip", "install", "--no-index", wheel).check_returncode()
    return [folder / "venv/bin/heal"], {}


def by_pip_module(run, wheel, folder):
    by_pip(run, wheel, folder)
    return [folder / "venv/bin/python", "-m", "dbt_heal"], {}


def by_pip_target(run, wheel, folder):
    run("uv", "venv", "--seed", folder / "venv").check_returncode()
    run(folder / "venv/bin/pip", "install", "--no-index", "--target", folder / "target", wheel).check_returncode()
    return [folder / "venv/bin/python", "-m", "dbt_heal"], {"PYTHONPATH": str(folder / "target")}


def by_uv_tool(run, wheel, folder):
    places = {"UV_TOOL_DIR": str(folder / "tools"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    run("uv", "tool", "install", wheel, **places).check_returncode()
    return [folder / "bin/heal"], {}


def by_uvx(run, wheel, folder):
    return ["uvx", "--from", wheel, "heal"], {"UV_TOOL_DIR": str(folder / "tools"), "UV_CACHE_DIR": str(folder / "cache")}


@pytest.fixture(scope="module", params=[by_pip, by_pip_module, by_pip_target, by_uv_tool, by_uvx], ids=lambda way: way.__name__)
def installed(run, wheel, tmp_path_factory, request):
    """The command that is heal after the wheel was installed in one way: words, and the environment that they need."""
    return request.param(run, wheel, tmp_path_factory.mktemp(request.param.__name__))


def test_heals_an_example(installed, run, example):
    heal, environment = installed
    shop = example("renamed-column")
    result = run(*heal, "run", "--", "dbt", "build", cwd=shop, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "GREEN  healed after 2 attempts: 1 fix" in result.stdout
    assert "cast(order_date as date) as order_date" in (shop / "models/staging/stg_orders.sql").read_text()


def test_knows_the_rules_of_the_checkout(installed, run, checkout, tmp_path):
    heal, environment = installed
    rules = lambda **more: run(*heal, "explain", "--list", "rules", cwd=tmp_path, **environment, **more)
    theirs, ours = rules(), rules(HEAL_STANDARD_RULES=str(checkout / "rules"))
    assert theirs.returncode == 0, theirs.stderr
    assert len(theirs.stdout.splitlines()) > 600
    assert theirs.stdout == ours.stdout
    page = run(*heal, "explain", "regex-redos", cwd=tmp_path, **environment)
    assert "not installed" not in page.stdout + page.stderr


def test_the_module_says_where_it_looked(run, wheel, tmp_path):
    by_pip(run, wheel, tmp_path)
    (tmp_path / "venv/bin/heal").unlink()
    result = run(tmp_path / "venv/bin/python", "-m", "dbt_heal")
    assert result.returncode == 1
    assert "Looked at: " in result.stderr and str(tmp_path / "venv/bin/heal") in result.stderr


# What is in the wheel


def packed(wheel):
    """The wheel's files by where they are installed, without its own folder of metadata."""
    names = zipfile.ZipFile(wheel).namelist()
    version = wheel.name.split("-")[1]
    data = f"dbt_heal-{version}.data/"
    return {name.removeprefix(data) for name in names}, f"dbt_heal-{version}.dist-info"


def test_every_rule_is_packed(wheel, checkout):
    files, _ = packed(wheel)
    committed = subprocess.run(["git", "ls-files", "rules"], cwd=checkout, check=True, capture_output=True, text=True)
    assert {f"data/share/heal/{name}" for name in committed.stdout.splitlines()} == {
        name for name in files if name.startswith("data/share/heal/rules/")}


def test_nothing_else_is_packed(wheel, checkout):
    files, metadata = packed(wheel)
    module = {f"dbt_heal/{path.name}" for path in (checkout / "python/dbt_heal").iterdir() if path.is_file()}
    assert {name for name in files if not name.startswith("data/share/heal/rules/")} == module | {
        "scripts/heal",
        "data/share/heal/LICENSE", "data/share/heal/NOTICE", "data/share/heal/sbom.cdx.json",
        "data/share/heal/problems.md", "data/share/heal/execution_mode.example.yml",
        "data/share/man/man1/heal.1", "data/share/bash-completion/completions/heal",
        "data/share/zsh/site-functions/_heal", "data/share/fish/vendor_completions.d/heal.fish",
        *(f"{metadata}/{name}" for name in (
            "METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE", "sboms/sbom.cdx.json"))}


def test_the_version_is_the_program_s(wheel, run, tmp_path):
    heal, _ = by_pip(run, wheel, tmp_path)
    assert run(*heal, "--version").stdout.strip() == wheel.name.split("-")[1]


def test_the_sbom_is_cyclonedx_and_names_every_part(wheel):
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    import json

    _, metadata = packed(wheel)
    text = zipfile.ZipFile(wheel).read(f"{metadata}/sboms/sbom.cdx.json").decode()
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    assert error is None, error
    parts = {part["name"]: part for part in json.loads(text)["components"]}
    assert set(parts) >= {"libpcre2-8", "yaml-0.1", "sqlite3", "swift-runtime", "swift-argument-parser", "swift-subprocess",
                          "swift-system", "scowl", "wordfreq"}
    # Debian's package scowl has its own version, which the dictionary does not keep; its hash stands for it.
    assert [name for name, part in parts.items() if not part.get("version")] == ["scowl"]


def test_the_program_needs_no_library(wheel, tmp_path):
    program = Path(zipfile.ZipFile(wheel).extract(
        f"dbt_heal-{wheel.name.split('-')[1]}.data/scripts/heal", tmp_path))
    read = subprocess.run(["readelf", "--dynamic", program], capture_output=True, text=True)
    if os.uname().sysname != "Linux":
        pytest.skip("on Linux only: the wheel's tag for glibc and musl rests on it")
    assert "NEEDED" not in read.stdout, read.stdout


# The archive


def test_the_archive_unpacks_to_a_heal_that_heals(wheel, checkout, run, example, tmp_path):
    heal, _ = by_pip(run, wheel, tmp_path)
    pack = lambda: run(checkout / "scripts/archive", *heal).stdout.removeprefix("Packed ").strip()
    archive = checkout / pack()
    first = archive.read_bytes()
    assert first == (checkout / pack()).read_bytes(), "the same files give the same bytes"
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    shop = example("renamed-column")
    result = run(tmp_path / "heal/bin/heal", "run", "--", "dbt", "build", cwd=shop)
    assert result.returncode == 0, result.stdout + result.stderr


# The manual and the completions


def staged(wheel, tmp_path, name):
    version = wheel.name.split("-")[1]
    return zipfile.ZipFile(wheel).extract(f"dbt_heal-{version}.data/data/share/{name}", tmp_path)


@pytest.mark.skipif(not shutil.which("man"), reason="man is not installed")
def test_the_manual_has_every_command(wheel, run, tmp_path):
    page = run("man", "--warnings", "-l", staged(wheel, tmp_path, "man/man1/heal.1"), MANWIDTH="100", LC_ALL="C.UTF-8")
    assert page.returncode == 0 and page.stderr == ""
    heal, _ = by_pip(run, wheel, tmp_path)
    for line in run(*heal, "--help").stdout.split("SUBCOMMANDS:\n")[1].split("\n\n")[0].splitlines():
        if line.startswith("  ") and line[2] != " ":
            assert f"HEAL {line.split()[0].upper()}" in page.stdout


def test_bash_completes_commands(wheel, run, tmp_path):
    script = staged(wheel, tmp_path, "bash-completion/completions/heal")
    result = run("bash", "-c", f"source '{script}'; COMP_WORDS=(heal diag); COMP_CWORD=1; COMP_LINE='heal diag'; COMP_POINT=9; "
                 "_heal heal diag heal; echo \"${COMPREPLY[@]}\"")
    assert result.stdout.strip() == "diagnose", result.stderr
