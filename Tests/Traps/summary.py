"""The tables at the end."""
import itertools
from collections import defaultdict

import calibration
import renames
from project import CONTROL, STATES, TRAP

HEALED_SHARE = 0.9
GOOD = {TRAP: "held", CONTROL: "healed"}


def tables(results):
    parts = [by_form(results, TRAP, "taken"), by_form(results, CONTROL, "healed"), by_state(results), calibration.table_of_bins(calibration.trials(results)), exceptions(results)]
    return "\n\n".join(part for part in parts if part)


def by_form(results, kind, word):
    """One line a form, one column a state: how many have this verdict, of how many."""
    own = judged(results, kind)
    if not own:
        return ""
    states = [s for s in STATES if any(r["state"] == s for r in own)]
    lines = [f"| {kind}s {word} | " + " | ".join(states) + " | all | share |", "|---|" + "--:|" * (len(states) + 2)]
    forms = list(dict.fromkeys(r["form"] for r in own))
    for name, rows in [*((form, [r for r in own if r["form"] == form]) for form in forms), ("**all**", own)]:
        cells = [count([r for r in rows if r["state"] == s], word) for s in states]
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {count(rows, word)} | {share(rows, word):.0%} |")
    return "\n".join(lines)


def by_state(results):
    """What was renamed upstream apart from what was misspelt here: the one is shown by data, the other by names."""
    lines = ["| state | adapter | | traps taken | controls healed | share |", "|---|---|---|--:|--:|--:|"]
    for state, adapter, names in itertools.product(STATES, sorted({r["adapter"] for r in results}), ("", "renames")):
        traps, controls = ([r for r in judged(results, kind) if (r["state"], r["adapter"], group(r)) == (state, adapter, names)]
                           for kind in (TRAP, CONTROL))
        if traps or controls:
            healed = f"{share(controls, 'healed'):.0%}" if controls else ""
            lines.append(f"| {state} | {adapter} | {names} | {count(traps, 'taken')} | {count(controls, 'healed')} | {healed} |")
    return "\n".join(lines)


def group(result):
    return "renames" if result["form"].startswith(renames.PREFIX) else ""


def exceptions(results):
    return "\n".join(f"- {r['id']}: {r['verdict']}" + (f", {' '.join(r['why'].split())[:200]}" if r.get("why") else "")
                     for r in results if r["verdict"] != GOOD[r["kind"]])


def passes(results):
    """No trap taken, nothing that could not be judged, and enough controls healed in each state on each database, those
    of renames apart."""
    if any(r["verdict"] in ("taken", "invalid") for r in results):
        return False
    groups = defaultdict(list)
    for result in judged(results, CONTROL):
        groups[result["state"], result["adapter"], group(result)].append(result)
    return all(share(rows, "healed") >= HEALED_SHARE for rows in groups.values())


def judged(results, kind):
    return [r for r in results if r["kind"] == kind and r["verdict"] != "invalid"]


def count(results, word):
    return f"{sum(r['verdict'] == word for r in results)}/{len(results)}" if results else ""


def share(results, word):
    return sum(r["verdict"] == word for r in results) / len(results)
