/// More entries than the engine gives at once: opened by the first page, scrolled through page by page, alive to the last.

import Foundation
import Pretend
import Requite
import RequiteKit
import XCTest

private let entries = 2_120
private let page = 50

@MainActor final class PagesTests: GuardedCase, @unchecked Sendable {
  func testTheyScrollByPagesAndAWriteAppearsAtTheTopOfThemAll() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    try await write(on: phone)
    var calls: [String] = []
    phone.bridge.counting = { calls.append($0) }
    let timeline = TimelineViewModel(phone.app, person: nil)
    await open(timeline) {
      await until(timeline) { $0.phase == .ready }
      XCTAssertEqual(timeline.state.cards.count, page)
      XCTAssertEqual(calls, ["watchList(timeline)"])
      let pages = await throughAll(timeline)
      let all = timeline.state.cards
      XCTAssertEqual(Set(all.map(\.id)).count, entries, "none twice, none left out")
      XCTAssertEqual(all.map(\.date), all.map(\.date).sorted(by: >), "newest first")
      // The first page below may read what is above it anew; from then on each is one call.
      XCTAssertLessThanOrEqual(calls.count, pages + 2)
      await phone.write("Written while somebody is at the very end.")
      await until(timeline) {
        $0.cards.first?.excerpt == "Written while somebody is at the very end."
      }
      XCTAssertEqual(timeline.state.cards.count, entries + 1)
    }
  }

  func testAnotherQuestionInTheMiddleBeginsAtTheTop() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    try await write(on: phone)
    let timeline = TimelineViewModel(phone.app, person: nil)
    await open(timeline) {
      await until(timeline) { $0.more }
      timeline.on(.nextPage)
      await until(timeline) { $0.cards.count == 2 * page }
      timeline.on(.nextPage)
      timeline.on(.kindChosen(kind: "promise"))
      await until(timeline) { $0.phase == .empty }
      XCTAssertFalse(timeline.state.more)
      timeline.on(.kindChosen(kind: "promise"))
      await until(timeline) { $0.cards.count == page && $0.more }
    }
  }

  /// Scrolls to the end. How many pages came.
  private func throughAll(_ timeline: TimelineViewModel) async -> Int {
    var pages = 0
    while timeline.state.more {
      let before = timeline.state.cards.count
      timeline.on(.nextPage)
      XCTAssertFalse(timeline.state.more, "asked for once")
      await until(timeline) { $0.cards.count > before }
      pages += 1
    }
    return pages
  }

  private func write(on phone: Phone) async throws {
    let file = phone.folder.appendingPathComponent("made.jsonl")
    let lines = (0..<entries).map { number in
      let day = String(
        format: "%04d-%02d-%02d", 1999 + number / 336, number / 28 % 12 + 1, number % 28 + 1)
      return #"{"date":"\#(day)","timezone":"Europe/Madrid","text":"Entry \#(number)."}"#
    }
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    let report = try await phone.bridge.act("transfer.import") {
      try await $0.transfer().import(path: file.path, format: .jsonl, writing: .real).report()
    }
    XCTAssertEqual(report.imported, UInt64(entries))
  }
}
