#!/usr/bin/env python3
"""How often fixes were right that heal applied with a confidence of so much.

    calibration.py RESULTS.jsonl … > docs/calibration.md

The results are what healbench and the bench of traps write with `--json`, from a heal that reports as JSON.
"""
import json
import re
import sys
from collections import defaultdict
from math import sqrt

# Below so many trials a share says little.
ENOUGH_TRIALS = 200
WIDTH = 5
# A command of a fix that touches neither files of people nor tables.
HARMLESS = re.compile(r"\bdbt\b.*\b(deps|clean|parse)\b")


def applied(report):
    """Every fix that a report of heal's names, kept or reverted."""
    reverted = report.get("put_back") or report.get("reverted") or []
    return [*(report.get("fixes") or []), *(entry.get("fix", entry) for entry in reverted)]


def alters(fix):
    """Whether a fix wrote a file or ran a command that may build something; a wait and a retry do neither."""
    commands = [" ".join(words) for words in fix.get("commands") or []]
    return bool(fix.get("files")) or any(not HARMLESS.search(command) for command in commands)


def stated(report):
    """Who offered each fix that altered something, and how sure it was: [{rule, confidence}]."""
    return [{"rule": fix.get("rule"), "confidence": fix["confidence"]} for fix in applied(report) if alters(fix)]


def trials(results):
    """(rule, confidence, whether it was right) of each fix. It was right where the case ended healed."""
    return [(fix["rule"], fix["confidence"], result["verdict"] == "healed") for result in results for fix in result.get("stated", [])]


def table_of_bins(found):
    """In Markdown; empty where nothing was applied."""
    bins = defaultdict(list)
    for _, confidence, right in found:
        bins[int(confidence * 100 + 1e-6) // WIDTH * WIDTH].append(right)
    if not bins:
        return ""
    lines = ["| stated confidence | fixes | right | lower 95 % bound | kept |", "|---|--:|--:|--:|---|"]
    for start in sorted(bins, reverse=True):
        right, count = sum(bins[start]), len(bins[start])
        bound = lower_bound(right, count)
        kept = "too few" if count < ENOUGH_TRIALS else "yes" if bound * 100 >= start else "**no**"
        lines.append(f"| {start}–{min(start + WIDTH - 1, 100)} % | {count} | {right / count:.1%} | {bound:.1%} | {kept} |")
    return "\n".join(lines)


def table_of_rules(found):
    """In Markdown: who was wrong first, then who was asked most."""
    rules = defaultdict(list)
    for rule, confidence, right in found:
        rules[rule].append((confidence, right))
    lines = ["| rule or remedy | fixes | stated, on average | right | lower 95 % bound |", "|---|--:|--:|--:|--:|"]
    share = lambda own: sum(right for _, right in own) / len(own)
    for rule, own in sorted(rules.items(), key=lambda item: (share(item[1]), -len(item[1]), item[0])):
        average = sum(confidence for confidence, _ in own) / len(own)
        bound = lower_bound(sum(right for _, right in own), len(own))
        lines.append(f"| `{rule}` | {len(own)} | {average:.0%} | {share(own):.1%} | {bound:.1%} |")
    return "\n".join(lines)


def lower_bound(right, count, z=1.96):
    """Wilson's lower bound of a share, at 95 %."""
    middle = right / count + z * z / (2 * count)
    spread = z * sqrt(right / count * (1 - right / count) / count + z * z / (4 * count * count))
    return max(0.0, (middle - spread) / (1 + z * z / count))


PAGE = """# Whether confidences keep what they say

A fix of 90 % is to be right nine times in ten. `make calibration` counts it: each fix that heal applied by itself in
[healbench](../Tests/Healbench/README.md) and in the [bench of traps](../Tests/Traps/README.md), by the confidence that it was stated
with. It was right where the case ended healed: green, with the tables of the healthy project, and no file changed but the one that
was broken. In a case with two fixes both count as wrong if one was. The promise of a row counts as kept where the lower bound of the
share is no less than its confidence, and is not judged below {enough} fixes.

{count} fixes in {cases} cases.

{bins}

## By rule

{rules}
"""


def main():
    results = [json.loads(line) for name in sys.argv[1:] for line in open(name)]
    found = trials(results)
    if not found:
        sys.exit("calibration: no result names a fix: run the benches with --json, and heal with --output-format json")
    print(PAGE.format(enough=ENOUGH_TRIALS, count=len(found), cases=sum(bool(r.get("stated")) for r in results),
                      bins=table_of_bins(found), rules=table_of_rules(found)), end="")


if __name__ == "__main__":
    main()
