"""The tables at the end."""
import json
import sys
from collections import Counter, defaultdict


def tables(results):
    parts = [crossed(results, "scenario"), crossed(results, "area"), exceptions(results)]
    missed = sum(result["verdict"] == "missed" for result in results)
    if missed:
        parts.append(f"{missed} faults came after heal had ended, and count for nothing.")
    return "\n\n".join(part for part in parts if part)


def crossed(results, key):
    """One line a scenario or place, one column a fault: how many were tried, and how many broke something."""
    struck = [result for result in results if result["verdict"] != "missed"]
    faults = sorted({result["fault"] for result in struck}, key=lambda f: (f.startswith("E") or f == "short", f))
    lines = [f"| {key} | " + " | ".join(faults) + " | all | broken |", "|---|" + "--:|" * (len(faults) + 2)]
    rows = defaultdict(list)
    for result in struck:
        rows[result[key]].append(result)
    for name, own in [*sorted(rows.items()), ("**all**", struck)]:
        cells = [cell([r for r in own if r["fault"] == fault]) for fault in faults]
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {len(own)} | {broken(own)} |")
    return "\n".join(lines)


def cell(results):
    bad = broken(results)
    return f"{len(results)}" + (f" ({bad})" if bad else "") if results else ""


def broken(results):
    return sum(result["verdict"] in ("broken", "invalid") for result in results)


def exceptions(results):
    """What broke, most frequent first, with one case to try it by."""
    counts, example = Counter(), {}
    for result in results:
        for item in result["breaks"]:
            key = (item["invariant"], result["scenario"], item["text"][:160])
            counts[key] += 1
            example.setdefault(key, result["id"])
    return "\n".join(f"- {count} × {key[0]}, {key[1]}: {key[2]} (`--only {example[key]}`)"
                     for key, count in counts.most_common(60))


def control(results):
    """3 where damage was not noticed, else 1, as for all that broke."""
    tried, noticed = Counter(), Counter()
    for result in results:
        tried[result["damage"]] += 1
        noticed[result["damage"]] += result["verdict"] == "broken"
    for name in sorted(tried):
        print(f"{name}: {noticed[name]} of {tried[name]} noticed")
    return 1 if all(noticed[name] == tried[name] for name in tried) else 3


def main():
    """summary.py RESULTS… prints the tables of several runs together."""
    results = {}
    for name in sys.argv[1:]:
        with open(name) as file:
            for line in file:
                result = json.loads(line)
                results[result["id"]] = result
    print(tables(list(results.values())))


if __name__ == "__main__":
    main()
