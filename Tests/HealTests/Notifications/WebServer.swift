import HealLanguage

@testable import HealProject
@testable import HealRunner

/// A web server of a test's own: answers as told and keeps what it was asked.
final class WebServer: Sendable {
  private let folder: TemporaryFolder
  private let process: Interruption
  let port: Int

  private static let program = """
    import http.server, json, sys, time
    folder, statuses, delay = sys.argv[1], [int(s) for s in sys.argv[2].split(",")], float(sys.argv[3])
    count = 0
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            global count
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status = statuses[min(count, len(statuses) - 1)]
            count += 1
            with open(folder + "/requests", "a") as file:
                file.write(json.dumps({"path": self.path, "type": self.headers["Content-Type"], "body": body}) + "\\n")
            time.sleep(delay)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"ok")
        def log_message(self, *words):
            pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    with open(folder + "/port.new", "w") as file:
        file.write(str(server.server_port))
    import os
    os.rename(folder + "/port.new", folder + "/port")
    import threading
    parent = os.getppid()
    def watch():
        while os.getppid() == parent and os.path.isdir(folder) and not os.path.exists(folder + "/stop"):
            time.sleep(0.05)
        os._exit(0)
    threading.Thread(target=watch, daemon=True).start()
    server.serve_forever()
    """

  /// - Parameters:
  ///   - statuses: of the answers, in order; the last stays.
  ///   - delay: before each answer, in seconds.
  /// - Throws: when the test is cancelled.
  init(statuses: [Int] = [200], delay: Double = 0) async throws {
    let folder = TemporaryFolder()
    folder.write(Self.program, to: "server.py")
    self.folder = folder
    process = Interruption()
    let words = [
      "python3", folder.path + "/server.py", folder.path,
      statuses.map(String.init).joined(separator: ","),
      String(delay),
    ]
    let runner = CommandRunner(interruption: process)
    Task.detached { _ = try? await onOwnThread { try runner.run(Command(words)) } }
    while folder.read("port") == nil { try await Task.sleep(for: .milliseconds(10)) }
    port = Int(folder.read("port") ?? "") ?? 0
  }

  deinit { folder.write("", to: "stop") }

  func stop() { folder.write("", to: "stop") }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// What it was asked, in order.
  var requests: [JSON] {
    (folder.read("requests") ?? "").split(separator: "\n").compactMap { JSON(parsing: String($0)) }
  }

  /// The bodies of the requests.
  var bodies: [JSON] {
    requests.compactMap { request in
      if case .text(let body)? = request["body"] { JSON(parsing: body) } else { nil }
    }
  }
}
