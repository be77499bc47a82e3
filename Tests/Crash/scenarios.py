"""What heal is doing when it is killed: a project, what it becomes, and the command."""
from dataclasses import dataclass, field

MODEL = "models/stg_orders.sql"
CUSTOMERS = "models/stg_customers.sql"
COPY = "models/backup/orders.sql"
LOCK = "package-lock.yml"
NOTES = ".claude/agent-notes.md"
UNHEALABLE = "-- unhealable\n"

ORDERS = "select cast(ordered_at as date) as order_date\r\nfrom {{ ref('raw_orders') }}\r\n"
ORDERS_HEALED = ORDERS.replace("ordered_at", "order_date")
CLIENTS = "select\n    custmer_id,\n    created_on\nfrom {{ ref('raw_customers') }}"
CLIENTS_HEALED = CLIENTS.replace("custmer_id", "customer_id")
PLAIN = "select order_id from {{ ref('stg_orders') }}\n"
NOTES_TEXT = "# Notes of the team\n\nRaw orders come late on Mondays. Zażółć gęślą jaźń.\n"

AUTONOMOUS = "execution: {mode: autonomous, auto_detect_ci: false}\n"
HUMAN = "execution: {mode: human-in-loop, auto_detect_ci: false}\n"


@dataclass(frozen=True)
class Scenario:
    name: str
    files: dict
    # What heal makes of the files; None removes one. Empty where all is reverted.
    healed: dict = field(default_factory=dict)
    # What it tries on the way and reverts.
    tried: dict = field(default_factory=dict)
    # The command under test, and how it ends when nothing happens.
    words: tuple = ("run", "--", "dbt", "build")
    exits: frozenset = frozenset({0})
    # How the next start may end from the state before, and from the healed one.
    next_exits: frozenset = frozenset({0})
    next_words: tuple = ("run", "--", "dbt", "build")
    policy: str = AUTONOMOUS
    # Commands of heal that come before, and how they end; `{proposal}` in `words` is what they have saved.
    prepare: tuple = ()
    git: bool = False
    # Shell text of .git/hooks/pre-commit.
    hook: str = ""
    # What a person has staged before.
    staged: dict = field(default_factory=dict)
    github: bool = False
    # Whether heal has a home folder to know its machine by.
    home: bool = True
    # Whether the fix leaves something outside the files, so that a run after a revert may be green too.
    leaves_ground: bool = False
    # What a person adds to MODEL between the fault and the next start.
    added: str = ""
    # The next start does not wait until dbt has ended, which takes so many seconds.
    dbt_seconds: float = 0
    # Faults that are tried; all unless named.
    faults: tuple = ()

    @property
    def commits(self):
        return "strategy: direct" in self.policy

    @property
    def proposes(self):
        """Whether a branch is pushed to a bare repository and a pull request opened; the fix stays in the tree."""
        return "strategy: pr" in self.policy

    @property
    def looks_on(self):
        """Whether heal does not know its machine, and so runs dbt, diagnoses, and leaves nothing."""
        return not self.home and "shared: true" not in self.policy


def project(files, policy=AUTONOMOUS):
    return {"dbt_project.yml": "name: shop\nprofile: shop\n", "config/execution_mode.yml": policy,
            "models/README.md": "What people wrote stays.\n\x00\xff raw\n", CUSTOMERS: CLIENTS_HEALED} | files


PULL_REQUEST = AUTONOMOUS + "commit: {strategy: pr}\n"
SHARED = AUTONOMOUS + "state: {shared: true}\n"
COMMIT = AUTONOMOUS + "commit: {strategy: direct}\n"
# The YAML says where the model is at home.
DOUBLE = {"models/orders.sql": PLAIN, COPY: PLAIN, "models/_models.yml": "models:\n  - name: orders\n"}
EDIT = {MODEL: ORDERS}
EDITED = {MODEL: ORDERS_HEALED}
NOT_HEALED = frozenset({1, 3})

SCENARIOS = [
    Scenario("edit", EDIT, EDITED),
    Scenario("edit-reverted", {MODEL: ORDERS + UNHEALABLE}, tried={MODEL: ORDERS_HEALED + UNHEALABLE},
             exits=NOT_HEALED, next_exits=NOT_HEALED),
    Scenario("two-files", EDIT | {CUSTOMERS: CLIENTS}, EDITED | {CUSTOMERS: CLIENTS_HEALED}),
    Scenario("file-created", {"packages.yml": "packages:\n  - local: ../shared\n", MODEL: ORDERS_HEALED},
             {LOCK: "packages: []\n"}, leaves_ground=True),
    Scenario("file-created-reverted", {"packages.yml": "packages:\n  - local: ../shared\n", MODEL: ORDERS + UNHEALABLE},
             tried={MODEL: ORDERS_HEALED + UNHEALABLE, LOCK: "packages: []\n"}, exits=NOT_HEALED, next_exits=NOT_HEALED),
    Scenario("file-deleted", DOUBLE, {COPY: None}),
    Scenario("file-deleted-reverted", DOUBLE | {MODEL: UNHEALABLE}, tried={COPY: None},
             exits=NOT_HEALED, next_exits=NOT_HEALED),
    Scenario("commit", EDIT, EDITED, policy=COMMIT, git=True),
    Scenario("commit-hook-fails", EDIT, EDITED, policy=COMMIT, git=True, hook="echo no >&2; exit 1",
             exits=frozenset(range(1, 126)), next_exits=frozenset({1, 3, *range(4, 126)})),
    Scenario("commit-beside-staged", EDIT, EDITED, policy=COMMIT, git=True, staged={"notes.txt": "staged by a person\n"},
             words=("run", "--allow-dirty", "--", "dbt", "build"),
             next_words=("run", "--allow-dirty", "--", "dbt", "build")),
    Scenario("pull-request", EDIT, EDITED, policy=PULL_REQUEST, git=True, github=True),
    Scenario("no-home", EDIT, exits=NOT_HEALED, next_exits=NOT_HEALED, home=False),
    Scenario("no-home-shared", EDIT, EDITED, policy=SHARED, home=False),
    Scenario("approve", EDIT, EDITED, policy=HUMAN, words=("approve", "{proposal}", "--by", "a person"),
             prepare=((("run", "--", "dbt", "build"), 3),), next_exits=frozenset({0, 3})),
    Scenario("undo", EDITED, EDIT, words=("undo",), prepare=((("run", "--", "dbt", "build"), 0),)),
    Scenario("undo-of-deletion", {name: DOUBLE[name] for name in DOUBLE if name != COPY}, {COPY: PLAIN}, words=("undo",),
             prepare=((("run", "--", "dbt", "build"), 0),)),
    Scenario("issue", EDIT, EDITED, policy=AUTONOMOUS + "issues: {enabled: true}\n", github=True),
    Scenario("notes", {MODEL: "-- unknown\n", NOTES: NOTES_TEXT}, exits=NOT_HEALED, next_exits=NOT_HEALED),
    Scenario("edited-after", EDIT, EDITED, added="-- a line that a person has added\n",
             faults=("KILL", "KILL-torn")),
    Scenario("dbt-goes-on", EDIT, EDITED, dbt_seconds=0.4, faults=("KILL",)),
]
# The files as `prepare` finds them, where it changes them.
FIRST = {"undo": EDIT, "undo-of-deletion": {COPY: PLAIN}}
