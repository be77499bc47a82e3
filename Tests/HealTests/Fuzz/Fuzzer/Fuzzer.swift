import FoundationEssentials
import Platform

/// `heal-fuzz --target=NAME [libFuzzer's options and folders]`: libFuzzer feeds one target until it finds a fault.
/// `heal-fuzz list` names the targets, `heal-fuzz samples FOLDER` writes what heal writes below `.heal`.
@main
enum Fuzzer {
  static func main() {
    let words = CommandLine.arguments.dropFirst()
    switch words.first {
    case "list": return print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
    case "samples": return writeSamples(to: words.last ?? ".")
    default: break
    }
    // libFuzzer passes over what begins with two dashes, and hands it on to processes that it starts.
    let name = words.first { $0.hasPrefix("--target=") }?.dropFirst(9) ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
      print("heal-fuzz: name a target, as in --target=sql; `heal-fuzz list` has them all")
      exit(2)
    }
    unsafe Watch.target = target
    // What is made once, such as the standard rules, is not the first input's time.
    try? target.read([])
    atexit {
      Watch.report()
      FuzzFolder.remove()
    }
    var count = CommandLine.argc
    var pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? =
      unsafe CommandLine.unsafeArgv
    exit(unsafe runDriver(&count, &pointer, takeInput))
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
