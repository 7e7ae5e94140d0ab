/// What calls cost on this side of the bindings (J14), gated with three times slack; `docs/benchmarks.md` has the figures.

import Foundation
import Requite
import XCTest

// What the system says of this process is read where Linux tells it.
#if os(Linux)
final class CostsTests: GuardedCase {
  private static let page = 50
  private static let slack = 3.0

  func testAPageOfFiftyCardsCostsNoMoreThanItMay() async throws {
    let phone = try await Phone()
    _ = try await phone.engine.people().add(name: "Ana")
    for number in 0..<Self.page {
      let text = "Entry \(number): a walk, a talk, a line or two that fill an excerpt."
      let entry = NewEntry(
        text: text, title: "Title \(number)", people: ["Ana"], tags: ["walk"])
      _ = try await phone.engine.journal().write(entry: entry)
    }
    let journal = phone.engine.journal()
    let page = try await milliseconds(rounds: 500) {
      let items = try await journal.entries(query: EntryQuery(limit: UInt32(Self.page))).items
      XCTAssertEqual(items.count, Self.page)
    }
    let state = try await milliseconds(rounds: 200_000) { _ = phone.engine.state() }
    let tags = try await milliseconds(rounds: 5_000) { _ = try await journal.tags() }
    let told = [page, state, tags].map { String(format: "%.5f", $0) }
    print(
      "J14 swift: a page of 50 cards \(told[0]) ms, a short call \(told[1]) ms, a short awaited call \(told[2]) ms of CPU on this side"
    )
    XCTAssertLessThan(page, 1.0 * Self.slack)
  }

  /// CPU of a call on all threads but the engine's own, the cheapest of five times so many: enough of them that the system's
  /// own clock, which ticks every few milliseconds, does not matter.
  private func milliseconds(rounds: Int, _ call: () async throws -> Void) async throws -> Double {
    var cheapest = Double.infinity
    for _ in 0..<5 {
      let began = try onThisSide()
      for _ in 0..<rounds { try await call() }
      cheapest = min(cheapest, try onThisSide() - began)
    }
    return cheapest / Double(rounds)
  }

  /// Milliseconds that this process has computed so far, without the engine's threads, which go by its name.
  private func onThisSide() throws -> Double {
    let tasks = URL(fileURLWithPath: "/proc/self/task")
    let read = { (task: String, name: String) in
      try? String(contentsOf: tasks.appendingPathComponent("\(task)/\(name)"), encoding: .utf8)
    }
    var nanoseconds = 0.0
    for task in try FileManager.default.contentsOfDirectory(atPath: tasks.path) {
      // A thread may end while it is looked at.
      guard let name = read(task, "comm"), !name.hasPrefix("requite-"),
        let ran = read(task, "schedstat")?.split(separator: " ").first.flatMap({ Double($0) })
      else { continue }
      nanoseconds += ran
    }
    return nanoseconds / 1e6
  }
}
#endif
