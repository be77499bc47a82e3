"""The files of a project under test, and its history."""
import hashlib
import os
import subprocess
from pathlib import Path

# What dbt and heal write; all else in a project belongs to its people.
OUTPUTS = {"target", "logs", "dbt_packages", ".heal", ".claude", ".git", "package-lock.yml", ".user.yml"}


def tree(project: Path) -> dict:
    """The content of every file that belongs to people, by path."""
    files = {}
    for folder, folders, names in os.walk(project):
        folders[:] = sorted(set(folders) - OUTPUTS)
        for name in sorted(set(names) - OUTPUTS):
            path = Path(folder) / name
            if ".duckdb" not in name:
                files[str(path.relative_to(project))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return files


def commit(project: Path, message: str):
    """Commits all that belongs to people; makes the repository where there is none."""
    (project / ".gitignore").write_text("target/\nlogs/\ndbt_packages/\n*.duckdb*\n.heal/\n.user.yml\npackage-lock.yml\n")
    git = ["git", "-C", str(project), "-c", "user.name=bench", "-c", "user.email=bench@example.test"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--allow-empty", "-m", message]):
        subprocess.run(git + words, check=True, capture_output=True)
