"""GitHub's REST interface, as far as heal uses it, for tests: python3 github.py FOLDER PID

gh reaches it as its HTTP proxy, with GH_HOST=github.localhost, the one host that gh talks plain HTTP to.
In FOLDER stand: `port`, written once it listens; `state.json`, all that GitHub knows, read and written with each
request; `faults.json`, what is to go wrong, a list that tests write; `requests.jsonl`, every request. The server ends with
the process PID that started it, and when FOLDER is gone.

A fault: {"match": "POST issues", "times": 1, "status": 502, "headers": {}, "message": "", "delay": 0,
"cut": false, "happens": false}. `match` is the beginning of a method and a path below the repository, or
empty for all; `times` -1 is for ever; `happens`: GitHub does what it was asked all the same.
"""

import datetime
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

folder = sys.argv[1]
lock = threading.Lock()
TITLE, BODY = 256, 65536


def load(name, default):
    try:
        with open(f"{folder}/{name}") as file:
            return json.load(file)
    except FileNotFoundError:
        return default


def save(name, value):
    with open(f"{folder}/{name}.new", "w") as file:
        json.dump(value, file)
    os.rename(f"{folder}/{name}.new", f"{folder}/{name}")


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def fresh():
    return {
        "repository": "acme/shop", "token": "good-token", "push": True, "has_issues": True,
        "labels": ["bug", "enhancement"], "issues": [],
    }


class Refusal(Exception):
    def __init__(self, status, message, errors=None):
        self.status, self.body = status, {"message": message, "documentation_url": "https://docs.github.com/rest"}
        if errors:
            self.body["errors"] = errors


def invalid(resource, field, code, message=None):
    error = {"resource": resource, "field": field, "code": code}
    if message:
        error["message"] = message
    return Refusal(422, "Validation Failed", [error])


def number(state, text):
    for issue in state["issues"]:
        if str(issue["number"]) == text:
            return issue
    raise Refusal(404, "Not Found")


def shown(issue):
    answer = {key: value for key, value in issue.items() if key != "all_comments"}
    answer["labels"] = [{"name": name} for name in issue["labels"]]
    answer["comments"] = len(issue["all_comments"])
    return answer


def checked_body(body):
    if len(body or "") > BODY:
        raise invalid("Issue", "body", "custom", f"body is too long (maximum is {BODY} characters)")


def paged(items, query):
    size = min(100, int(query.get("per_page", "30")))
    start = (int(query.get("page", "1")) - 1) * size
    return items[start:start + size]


def list_issues(state, query, _):
    found = [issue for issue in state["issues"] if query.get("state", "open") in ("all", issue["state"])]
    wanted = [name.lower() for name in query.get("labels", "").split(",") if name]
    found = [i for i in found if all(name in [own.lower() for own in i["labels"]] for name in wanted)]
    key = {"created": "created_at", "updated": "updated_at"}[query.get("sort", "created")]
    found.sort(key=lambda issue: (issue[key], issue["number"]), reverse=query.get("direction", "desc") == "desc")
    return 200, [shown(issue) for issue in paged(found, query)]


def add_labels(state, issue, names):
    """As GitHub does it: labels that are new are made."""
    for name in names:
        known = next((own for own in state["labels"] if own.lower() == name.lower()), None)
        if known is None:
            state["labels"].append(name)
        if (known or name) not in issue["labels"]:
            issue["labels"].append(known or name)


def create_issue(state, _, body):
    if not state["has_issues"]:
        raise Refusal(410, "Issues are disabled for this repo")
    title = body.get("title")
    if not title:
        raise invalid("Issue", "title", "missing_field")
    if len(title) > TITLE:
        raise invalid("Issue", "title", "custom", f"title is too long (maximum is {TITLE} characters)")
    checked_body(body.get("body"))
    count = 1 + max([issue["number"] for issue in state["issues"]], default=0)
    issue = {
        "number": count, "title": title, "body": body.get("body"), "state": "open", "state_reason": None,
        "html_url": f"http://github.localhost/{state['repository']}/issues/{count}", "labels": [],
        "created_at": now(), "updated_at": now(), "closed_at": None, "all_comments": [],
    }
    # Without the right to push, GitHub drops labels without a word.
    if state["push"]:
        add_labels(state, issue, body.get("labels", []))
    state["issues"].append(issue)
    return 201, shown(issue)


def patch_issue(state, issue, body):
    checked_body(body.get("body"))
    if body.get("state") not in (None, "open", "closed"):
        raise invalid("Issue", "state", "invalid")
    for key in ("title", "body", "state", "state_reason"):
        if key in body:
            issue[key] = body[key]
    if body.get("state") == "closed":
        issue["closed_at"] = now()
    if body.get("state") == "open":
        issue["closed_at"], issue["state_reason"] = None, "reopened"
    issue["updated_at"] = now()
    return 200, shown(issue)


def create_comment(issue, body):
    if not body.get("body"):
        raise invalid("IssueComment", "body", "missing_field")
    checked_body(body["body"])
    comment = {"id": len(issue["all_comments"]) + 1, "body": body["body"], "created_at": now(), "updated_at": now()}
    issue["all_comments"].append(comment)
    issue["updated_at"] = now()
    return 201, comment


def needs_push(state):
    if not state["push"]:
        raise Refusal(403, "Resource not accessible by integration")


def create_label(state, body):
    needs_push(state)
    if body["name"].lower() in [name.lower() for name in state["labels"]]:
        raise invalid("Label", "name", "already_exists")
    state["labels"].append(body["name"])
    return 201, {"name": body["name"], "color": body.get("color")}


def remove_label(state, issue, name):
    needs_push(state)
    if name not in issue["labels"]:
        raise Refusal(404, "Label does not exist")
    issue["labels"].remove(name)
    return 200, [{"name": own} for own in issue["labels"]]


def list_pulls(state, query):
    owner = state["repository"].split("/")[0]
    found = [pull for pull in state.get("pulls", []) if query.get("state", "open") in ("all", pull["state"])]
    if "head" in query:
        found = [pull for pull in found if f"{owner}:{pull['head']['ref']}" == query["head"]]
    return 200, paged(found, query)


def create_pull(state, body):
    owner = state["repository"].split("/")[0]
    for field in ("title", "head", "base"):
        if not body.get(field):
            raise invalid("PullRequest", field, "missing_field")
    if body["base"] not in state.get("branches", ["main"]):
        raise invalid("PullRequest", "base", "invalid")
    checked_body(body.get("body"))
    pulls = state.setdefault("pulls", [])
    if any(pull["state"] == "open" and pull["head"]["ref"] == body["head"] for pull in pulls):
        message = f"A pull request already exists for {owner}:{body['head']}."
        raise invalid("PullRequest", None, "custom", message)
    count = 1 + max([one["number"] for one in state["issues"] + pulls], default=0)
    pull = {
        "number": count, "title": body["title"], "body": body.get("body"), "state": "open",
        "head": {"ref": body["head"]}, "base": {"ref": body["base"]},
        "html_url": f"http://github.localhost/{state['repository']}/pull/{count}",
    }
    pulls.append(pull)
    return 201, pull


def patch_pull(state, text, body):
    checked_body(body.get("body"))
    for pull in state.get("pulls", []):
        if str(pull["number"]) == text:
            pull.update({key: body[key] for key in ("title", "body", "state") if key in body})
            return 200, pull
    raise Refusal(404, "Not Found")


def answer(state, method, parts, query, body):
    match [method, *parts]:
        case ["GET", "issues"]:
            return list_issues(state, query, body)
        case ["POST", "issues"]:
            return create_issue(state, query, body)
        case ["PATCH", "issues", text]:
            return patch_issue(state, number(state, text), body)
        case ["GET", "issues", text, "comments"]:
            comments = number(state, text)["all_comments"]
            return 200, paged([c for c in comments if c["updated_at"] >= query.get("since", "")], query)
        case ["POST", "issues", text, "comments"]:
            return create_comment(number(state, text), body)
        case ["POST", "issues", text, "labels"]:
            needs_push(state)
            issue = number(state, text)
            add_labels(state, issue, body["labels"])
            return 200, [{"name": name} for name in issue["labels"]]
        case ["DELETE", "issues", text, "labels", name]:
            return remove_label(state, number(state, text), name)
        case ["GET", "labels"]:
            return 200, paged([{"name": name} for name in state["labels"]], query)
        case ["POST", "labels"]:
            return create_label(state, body)
        case ["GET", "pulls"]:
            return list_pulls(state, query)
        case ["POST", "pulls"]:
            return create_pull(state, body)
        case ["PATCH", "pulls", text]:
            return patch_pull(state, text, body)
    raise Refusal(404, "Not Found")


class Handler(BaseHTTPRequestHandler):
    def body(self):
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        data = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            data += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return data

    def handle_request(self):
        data = self.body()
        address = urlsplit(self.path)
        parts = [unquote(part) for part in address.path.strip("/").split("/")]
        query = {key: values[-1] for key, values in parse_qs(address.query).items()}
        body = json.loads(data) if data else {}
        with lock:
            fault = self.take_fault(parts[3:])
            with open(f"{folder}/requests.jsonl", "a") as file:
                entry = {"method": self.command, "path": "/".join(parts[3:]), "query": query, "body": body,
                         "repository": "/".join(parts[1:3]), "host": address.netloc}
                file.write(json.dumps(entry) + "\n")
            if fault is None or fault.get("happens"):
                status, value = self.act(parts, query, body)
        headers = {}
        if fault is not None:
            time.sleep(fault.get("delay", 0))
            if fault.get("cut"):
                self.close_connection = True
                return
            if "status" in fault:
                status, value = fault["status"], {"message": fault.get("message", "scripted")}
                headers = fault.get("headers", {})
            else:
                with lock:
                    status, value = self.act(parts, query, body)
        self.reply(status, value, headers)

    def take_fault(self, parts):
        faults = load("faults.json", [])
        request = f"{self.command} {'/'.join(parts)}"
        for fault in faults:
            if fault.get("times", 1) != 0 and request.startswith(fault.get("match", "")):
                fault["times"] = fault.get("times", 1) - 1
                save("faults.json", faults)
                return fault
        return None

    def act(self, parts, query, body):
        state = load("state.json", None) or fresh()
        try:
            token = self.headers.get("Authorization", "").split(" ")[-1]
            if not token:
                raise Refusal(401, "Requires authentication")
            if token != state["token"]:
                raise Refusal(401, "Bad credentials")
            if "/".join(parts[:3]) != "repos/" + state["repository"]:
                raise Refusal(404, "Not Found")
            status, value = answer(state, self.command, parts[3:], query, body)
            save("state.json", state)
            return status, value
        except Refusal as refusal:
            return refusal.status, refusal.body

    def reply(self, status, value, headers):
        data = json.dumps(value).encode()
        try:
            self.send_response(status)
            for name, text in headers.items():
                self.send_header(name, text)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            pass

    do_GET = do_POST = do_PATCH = do_DELETE = handle_request

    def log_message(self, *_):
        pass


def end_with_test():
    """A test that ends at once may be gone before this process has begun."""
    while os.getppid() == int(sys.argv[2]) and os.path.isdir(folder):
        time.sleep(0.5)
    os._exit(0)


threading.Thread(target=end_with_test, daemon=True).start()
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(f"{folder}/port.new", "w") as file:
    file.write(str(server.server_address[1]))
os.rename(f"{folder}/port.new", f"{folder}/port")
server.serve_forever()
