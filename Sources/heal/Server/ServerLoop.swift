import Dispatch
import HealLanguage
import HealServer

/// Runs a language server: one thread reads, one works out what takes longer, and this one answers, message
/// by message in their order.
struct ServerLoop {
  private var server: LanguageServer
  private let mailbox = Mailbox()

  init(server: LanguageServer) { self.server = server }

  /// Ends with `exit`, or with the client's end; gives the process's exit code.
  consuming func run() -> Int32 {
    var loop = self
    loop.startReading()
    while true {
      switch loop.mailbox.take() {
      case .message(let body): loop.send(loop.server.receive(body))
      case .analysis(let analysis): loop.send(loop.server.receive(analysis))
      case .closed: return 1
      }
      if let status = loop.server.exitStatus { return status }
      if loop.mailbox.isEmpty { loop.settle() }
    }
  }

  private func startReading() {
    let mailbox = mailbox
    DispatchQueue.global().async {
      var framing = Framing()
      while let bytes = StandardInput.chunk() {
        framing.append(bytes)
        while let body = framing.next() { mailbox.post(.message(body)) }
      }
      mailbox.post(.closed)
    }
  }

  private mutating func settle() {
    send(server.settle())
    guard let task = server.nextTask() else { return }
    let mailbox = mailbox
    DispatchQueue.global().async { mailbox.post(.analysis(task.run())) }
  }

  private func send(_ messages: [JSON]) {
    for message in messages { Console.write(Framing.frame(message), to: 1) }
  }
}
