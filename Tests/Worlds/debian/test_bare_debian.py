"""heal needs nothing of a Debian but Python."""
import os
import shutil

import pytest


@pytest.mark.skipif(os.geteuid() != 0, reason="debootstrap needs root")
@pytest.mark.skipif(not shutil.which("debootstrap"), reason="debootstrap is not installed")
def test_heals_on_a_bare_debian(run, checkout, wheel):
    result = run(checkout / "scripts/bare-debian", wheel)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "GREEN  healed after 2 attempts: 1 fix" in result.stdout
    assert result.stdout.endswith("bare-debian: green\n")
