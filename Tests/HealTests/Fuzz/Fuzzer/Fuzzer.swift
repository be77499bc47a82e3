import FoundationEssentials
import Glibc

/// `heal-fuzz TARGET [libFuzzer's options and folders]`: libFuzzer feeds one target until it finds a fault.
/// `heal-fuzz list` names the targets, `heal-fuzz samples FOLDER` writes what heal writes below `.heal`.
@main
enum Fuzzer {
  static func main() {
    let targets = FuzzTarget.all
    let words = CommandLine.arguments.dropFirst()
    let name = words.first ?? ""
    if name == "samples", let folder = words.dropFirst().first { return writeSamples(to: folder) }
    guard let target = targets.first(where: { $0.name == name }) else {
      print(targets.map(\.name).joined(separator: "\n"))
      exit(name == "" || name == "list" ? 0 : 2)
    }
    unsafe Watch.target = target
    atexit {
      Watch.report()
      FuzzFolder.remove()
    }
    fuzz()
  }

  private static func writeSamples(to folder: String) {
    for (target, samples) in Samples.all {
      let path = "\(folder)/\(target)"
      try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (number, sample) in samples.enumerated() {
        try? Data(sample).write(to: URL(filePath: "\(path)/sample-\(number)"))
      }
    }
  }

  /// libFuzzer sees the arguments without the target's name.
  private static func fuzz() {
    var count = CommandLine.argc - 1
    var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? =
      unsafe CommandLine.unsafeArgv + 1
    exit(unsafe runDriver(&count, &words, takeInput))
  }
}

/// Calls the target, and keeps the time that each input takes.
private enum Watch {
  nonisolated(unsafe) static var target: FuzzTarget?
  nonisolated(unsafe) static var inputs = 0
  nonisolated(unsafe) static var slowest = (seconds: 0.0, input: [UInt8]())

  /// More of the processor's time for one input is a finding.
  static let limit =
    ProcessInfo.processInfo.environment["HEAL_FUZZ_LIMIT"].flatMap(Double.init) ?? 1

  static func read(_ input: [UInt8]) {
    let start = now
    do {
      try unsafe target?.read(input)
    } catch {
      fail("a fault: \(error)")
    }
    let seconds = now - start
    unsafe inputs += 1
    if unsafe seconds > slowest.seconds { unsafe slowest = (seconds, input) }
    if seconds > limit { fail("a hang: \(seconds) s") }
  }

  static func report() {
    let name = unsafe target?.name ?? ""
    unsafe print("heal-fuzz: \(name) inputs \(inputs) slowest \(slowest.seconds)")
    if let path = ProcessInfo.processInfo.environment["HEAL_FUZZ_SLOWEST"] {
      unsafe try? Data(slowest.input).write(to: URL(filePath: path))
    }
  }

  /// libFuzzer keeps the input.
  private static func fail(_ message: String) -> Never {
    print("heal-fuzz: \(message)")
    fflush(nil)
    abort()
  }

  /// Of this process, in seconds: what others do on the machine does not count.
  private static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// libFuzzer's own main function, which ``Fuzzer`` stands before, wants it by this name.
@_cdecl("LLVMFuzzerTestOneInput")
func takeInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Watch.read(unsafe Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

@_extern(c, "LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
