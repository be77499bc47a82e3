import HealLanguage
import Testing

@testable import HealRunner

@Suite struct RunNormalizerTests {
  private let normalizer = RunNormalizer(folders: [
    ("/home/ann/shop", "/srv/project"), ("/home/ann/shop/target", "/srv/target"), ("", "no"),
    ("dbt", "no"), ("/home/ann/shop", "no"),
  ])

  @Test(arguments: [
    (
      "/home/ann/shop/target/x and /home/ann/shop/m and /home/ann/shop2",
      "/srv/target/x and /srv/project/m and /home/ann/shop2"
    ),
    ("20:55:14  Running with dbt=1.11.16", "00:00:00  Running with dbt=1.11.16"),
    ("the till opens at 20:55:14", "the till opens at 20:55:14"),
    (
      "00:00:01  12 of 15 ERROR creating x [ERROR in 12.30s]",
      "00:00:00  1 of 15 ERROR creating x [ERROR in 0.00s]"
    ),
    (
      "in 1 hours 0 minutes and 1.26 seconds (1.26s).",
      "in 0 hours 0 minutes and 0.00 seconds (0.00s)."
    ),
    ("id 48767f60-00e5-4f81-91ed-7f4cfafa254a", "id 00000000-0000-0000-0000-000000000000"),
    ("lock is held in python (PID 4711)", "lock is held in python (PID 1)"),
    ("at 2026-11-22T20:55:14.404180Z", "at 2000-01-01T00:00:00.000000Z"),
    (
      "Could not convert string '2026-11-22 20:55:14'",
      "Could not convert string '2026-11-22 20:55:14'"
    ),
    ("/opt/x/lib/python3.11/site-packages/dbt/a.py", "/opt/python/site-packages/dbt/a.py"),
    ("<object at 0x7f3a12bc90>", "<object at 0x0>"),
  ])
  func `what varies becomes constant, and nothing else`(text: String, constant: String) {
    #expect(normalizer.normalized(text) == constant)
    #expect(normalizer.normalized(constant) == constant)
  }

  @Test func `values are made constant by their keys`() throws {
    let event = try #require(
      JSON(
        parsing: #"""
          {"info": {"ts": "2026-11-22T20:55:14.4Z", "pid": 9, "invocation_id": "77", "thread": "Thread-3 (worker)"},
           "data": {"execution_time": 0.2, "index": 4, "node_started_at": "", "completed_at": "now", "line": 4}}
          """#))
    #expect(
      normalizer.normalized(event).rendered()
        == #"{"info":{"ts":"2000-01-01T00:00:00.000000Z","pid":0,"#
        + #""invocation_id":"00000000-0000-0000-0000-000000000000","thread":"Thread-1"},"#
        + #""data":{"execution_time":0,"index":1,"node_started_at":"","#
        + #""completed_at":"2000-01-01T00:00:00.000000Z","line":4}}"#)
  }

  @Test func `of what dbt printed only failures and warnings stay, in one order`() {
    let head = "00:00:00  Running with dbt=1.11.16\n"
    let tail = "00:00:00  Done. PASS=1\n"
    let a = "00:00:00  Failure in model a (models/a.sql)\n  not found\n"
    let b = "00:00:00  Failure in model b (models/b.sql)\n  not found\n"
    let first =
      head + "00:00:00  1 of 9 START b\n00:00:00  1 of 9 ERROR b\n00:00:00  1 of 9 ERROR a\n"
      + "00:00:00  1 of 9 OK c\n00:00:00  1 of 9 WARN 1 d\n" + b + a + tail
    let second =
      head + "00:00:00  Unable to do partial parsing because saved manifest not found.\n"
      + "00:00:00  1 of 9 ERROR a\n00:00:00  1 of 9 WARN 1 d\n00:00:00  1 of 9 ERROR b\n" + a + b
      + tail
    #expect(ConsoleExcerpt.text(first) == ConsoleExcerpt.text(second))
    #expect(
      ConsoleExcerpt.text(first) == head + "00:00:00  1 of 9 ERROR a\n00:00:00  1 of 9 ERROR b\n"
        + "00:00:00  1 of 9 WARN 1 d\n" + a + b + tail)
  }
}
