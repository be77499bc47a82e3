#!/usr/bin/env python3
"""Feeds what reads bytes from outside with inputs that reach new code, and counts: inputs, edges, findings, time, memory.

    fuzz.py [options] -- heal-fuzz

A finding is a crash, an invariant that does not hold, a second of the processor for one input, or too much memory. It ends
with 1 when there is one, and says how to try it.
"""
import argparse
import base64
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Bench"))

import command_line
import seeds
import words

CORPUS = HERE / "Corpus"
# In bytes; what is kept of one target in the repository.
MOST_KEPT = 32 << 10
# Longer inputs are not made, in bytes.
LONGEST = {"recording": 6000, "regex": 400, "names": 300, "lint": 1200}
MEMORY = 1024


@dataclass
class Tally:
    target: str
    inputs: int = 0
    seconds: float = 0
    edges: int = 0
    corpus: int = 0
    slowest: float = 0
    memory: int = 0
    findings: list = field(default_factory=list)


class Fuzzer:
    def __init__(self, options, program):
        self.options, self.program = options, program
        self.work = Path(options.work).resolve()

    @property
    def environment(self):
        # Swift's own report of a crash would come before libFuzzer's, which keeps the input.
        return {**os.environ, "SWIFT_BACKTRACE": "enable=no", "SWIFT_DETERMINISTIC_HASHING": "1"}

    def targets(self):
        listed = subprocess.run([self.program, "list"], capture_output=True, text=True, check=True).stdout.split()
        unknown = set(self.options.only or []) - set(listed)
        if unknown:
            sys.exit(f"fuzz: no such target: {', '.join(sorted(unknown))}; there are {', '.join(listed)}")
        return [name for name in listed if not self.options.only or name in self.options.only]

    def call(self, arguments):
        """The fuzzer, with a folder of its own for files, in memory where there is such a place."""
        memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
        with tempfile.TemporaryDirectory(prefix="heal-fuzz-", dir=memory) as folder:
            environment = {**self.environment, "HEAL_FUZZ_FOLDER": folder}
            return subprocess.run([self.program, *arguments], capture_output=True, env=environment)

    def prepare(self):
        for target, inputs in seeds.all_seeds().items():
            write_inputs(self.work / "seeds" / target, inputs)
        subprocess.run([self.program, "samples", self.work / "seeds"], check=True)
        for target in words.BY_TARGET:
            folder = self.work / "seeds" / target
            write_inputs(folder, kept(target))
            (self.work / "dictionaries").mkdir(parents=True, exist_ok=True)
            (self.work / "dictionaries" / target).write_text(words.dictionary(target))

    def run(self, target, runs, seconds):
        tally = Tally(target)
        findings = self.work / "findings" / target
        corpus = self.work / "corpus" / target
        for folder in (findings, corpus):
            folder.mkdir(parents=True, exist_ok=True)
        end = time.monotonic() + seconds if seconds else None
        leg = 0
        while tally.inputs < runs and len(tally.findings) < self.options.findings:
            left = int(end - time.monotonic()) if end else 0
            if end and left <= 0:
                break
            self.leg(tally, corpus, findings, runs - tally.inputs, left, self.options.seed + leg)
            leg += 1
        tally.corpus = len(list(corpus.iterdir()))
        return tally

    def leg(self, tally, corpus, findings, runs, seconds, seed):
        """libFuzzer until it has done its runs, or finds something."""
        before = set(findings.iterdir())
        command = [
            f"--target={tally.target}", f"-runs={runs}", f"-seed={seed}", f"-max_len={LONGEST.get(tally.target, 2048)}",
            "-print_final_stats=1", "-timeout=20", f"-rss_limit_mb={MEMORY}", "-malloc_limit_mb=512", "-reload=0",
            f"-artifact_prefix={findings}/", f"-dict={self.work}/dictionaries/{tally.target}"]
        if seconds:
            command.append(f"-max_total_time={seconds}")
        start = time.monotonic()
        ran = self.call([*command, corpus, self.work / "seeds" / tally.target])
        output = (ran.stderr + ran.stdout).decode(errors="replace")
        (self.work / f"{tally.target}.log").write_text(output[-200_000:])
        tally.seconds += time.monotonic() - start
        tally.inputs += last(r"number_of_executed_units: *(\d+)", output)
        tally.edges = max(tally.edges, last(r"cov: (\d+)", output))
        tally.memory = max(tally.memory, last(r"peak_rss_mb: *(\d+)", output), last(r"rss: (\d+)Mb", output))
        tally.slowest = max([tally.slowest] + [float(found) for found in re.findall(r"slowest ([\d.e-]+)", output)])
        new = sorted(set(findings.iterdir()) - before)
        for path in new:
            if path.name.startswith("slow-unit"):
                continue
            tally.findings.append((str(path), cause(output)))
        if ran.returncode != 0 and not new:
            tally.findings.append(("", f"ended with {ran.returncode}: {output[-300:]}"))

    def swell(self, target, size):
        """Feeds long inputs, each a part of one that is kept said again and again: what takes too long for its length shows."""
        chance = random.Random(self.options.seed)
        folder = self.work / "swollen" / target
        shutil.rmtree(folder, ignore_errors=True)
        sources = sorted((self.work / "corpus" / target).glob("*")) + sorted((self.work / "seeds" / target).glob("*"))
        inputs = []
        for path in chance.sample(sources, min(len(sources), self.options.swollen)):
            data = path.read_bytes()
            if data:
                start = chance.randrange(len(data))
                part = data[start:start + chance.choice([1, 2, 3, 5, 8, 13, 40, 200, len(data)])]
                head = data[:start] if chance.random() < 0.7 else b""
                inputs.append((head + part * (size // len(part)) + data[start + len(part):])[:size])
        write_inputs(folder, inputs)
        tally = Tally(target)
        left = sorted(folder.iterdir())
        while left:
            start = time.monotonic()
            ran = self.call([f"--target={target}", "-timeout=60", f"-rss_limit_mb={MEMORY}", *left])
            output = (ran.stderr + ran.stdout).decode(errors="replace")
            tally.seconds += time.monotonic() - start
            done = re.findall(r"^Running: (.*)", output, re.M)
            tally.inputs += len(done)
            tally.memory = max(tally.memory, last(r"rss: (\d+)Mb", output))
            tally.slowest = max([tally.slowest] + [float(found) for found in re.findall(r"slowest ([\d.e-]+)", output)])
            if ran.returncode == 0:
                break
            tally.findings.append((done[-1] if done else "", cause(output)))
            left = left[max(1, len(done)):]
        tally.corpus = len(inputs)
        return tally

    def minimize(self, target):
        """Keeps the smallest inputs that reach what the corpus reaches, up to a size."""
        with tempfile.TemporaryDirectory() as folder:
            self.call([
                f"--target={target}", "-merge=1", "-rss_limit_mb=0", folder, self.work / "corpus" / target, self.work / "seeds" / target])
            inputs = sorted((path.read_bytes() for path in Path(folder).iterdir()), key=lambda data: (len(data), data))
        chosen, size = [], 0
        for data in inputs:
            line = base64.b64encode(data).decode()
            if size + len(line) > MOST_KEPT:
                break
            chosen.append(line)
            size += len(line) + 1
        CORPUS.mkdir(exist_ok=True)
        (CORPUS / f"{target}.txt").write_text("\n".join(chosen) + "\n")
        return len(chosen), len(inputs)


def write_inputs(folder, inputs):
    folder.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def kept(target):
    """Inputs that the repository keeps, one a line."""
    found = []
    for path in (CORPUS / f"{target}.txt", HERE / "Regressions" / f"{target}.txt"):
        if path.exists():
            found += [base64.b64decode(line) for line in path.read_text().split("\n") if line and not line.startswith("#")]
    return found


def last(pattern, text):
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def cause(output):
    for pattern in (r"heal-fuzz: ((?:a fault|a hang).*)", r"(Fatal error.*)", r"(ERROR: libFuzzer.*)", r"SUMMARY: (.*)"):
        found = re.search(pattern, output)
        if found:
            return found[1][:400]
    return output[-300:]


def table(tallies):
    lines = ["| target | inputs | a second | edges | corpus | findings | slowest input | peak memory |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for tally in tallies:
        rate = tally.inputs / tally.seconds if tally.seconds else 0
        lines.append(f"| {tally.target} | {tally.inputs:,} | {rate:,.0f} | {tally.edges:,} | {tally.corpus:,} | {len(tally.findings)} "
                     f"| {tally.slowest * 1000:,.0f} ms | {tally.memory:,} MB |")
    lines.append(f"| all | {sum(tally.inputs for tally in tallies):,} | | | {sum(tally.corpus for tally in tallies):,} "
                 f"| {sum(len(tally.findings) for tally in tallies)} | {max((tally.slowest for tally in tallies), default=0) * 1000:,.0f} ms "
                 f"| {max((tally.memory for tally in tallies), default=0):,} MB |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="+", metavar="TARGET", help="these targets")
    parser.add_argument("--runs", type=int, default=0, metavar="N", help="inputs of each target; 0: as many as the time allows")
    parser.add_argument("--seconds", type=float, default=0, metavar="S", help="for all targets together; 0: no limit")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of libFuzzer")
    parser.add_argument("--findings", type=int, default=5, metavar="N", help="of one target, before the next one")
    parser.add_argument("--work", default=".build/fuzz", metavar="FOLDER", help="seeds, corpus, findings and logs")
    parser.add_argument("--minimize", action="store_true", help="keep the smallest inputs of the corpus in Tests/Fuzz/Corpus")
    parser.add_argument("--swell", type=int, default=0, metavar="N", help="instead, long inputs of N bytes made of what is kept")
    parser.add_argument("--swollen", type=int, default=200, metavar="N", help="how many long inputs of each target")
    parser.add_argument("--json", metavar="FILE", help="the counts, one target a line")
    options, program = command_line.parsed(parser)
    if not program:
        parser.error("name the fuzzer behind --")
    fuzzer = Fuzzer(options, str(Path(program[0]).resolve()))
    targets = fuzzer.targets()
    fuzzer.prepare()
    if options.minimize:
        for target in targets:
            print("%s: %d of %d inputs kept" % (target, *fuzzer.minimize(target)), flush=True)
        return 0
    runs = options.runs or (0 if options.seconds else 20_000)
    tallies = []
    for target in targets:
        if options.swell:
            tally = fuzzer.swell(target, options.swell)
        else:
            tally = fuzzer.run(target, runs or sys.maxsize, options.seconds / len(targets))
        tallies.append(tally)
        print(f"{target}: {tally.inputs:,} inputs in {tally.seconds:,.0f} s, {tally.edges:,} edges, {len(tally.findings)} findings", flush=True)
        for path, reason in tally.findings:
            print(f"  {reason}\n    {program[0]} --target={target} {path}", flush=True)
        if options.json:
            with open(options.json, "a") as file:
                file.write(json.dumps(asdict(tally)) + "\n")
    print("\n" + table(tallies))
    return 1 if any(tally.findings for tally in tallies) else 0


if __name__ == "__main__":
    sys.exit(main())
