/// What is made and dropped is gone: records, handles, errors, texts that are no texts.

import Foundation
import Requite
import XCTest

// What the system says of this process is read where Linux tells it.
#if os(Linux)
final class MemoryTests: GuardedCase {
  func testAHundredThousandRecordsAndHandlesLeaveMemoryFlat() async throws {
    let phone = try await Phone()
    for number in 0..<50 { try await phone.write("Line \(number).") }
    let journal = phone.engine.journal()
    let round = {
      for _ in 0..<200 {
        let page = try await journal.entries(query: EntryQuery(limit: 50))
        XCTAssertEqual(page.items.count, 50)
      }
      for _ in 0..<5_000 { _ = (phone.engine.journal(), phone.engine.people()) }
      for _ in 0..<500 {
        _ = try await refusal { _ = try await journal.show(id: "no such entry") }
      }
    }
    // Allocators and caches fill up first: the rounds after that have to stay where the second ended.
    try await round()
    try await round()
    let before = try residentBytes()
    for _ in 0..<10 { try await round() }
    let grown = try residentBytes() - before
    // 100,000 records, 100,000 handles, 5,000 errors: sixteen bytes lost with each of one kind would be more.
    XCTAssertLessThan(grown, 100_000 * 16)
  }

  private func residentBytes() throws -> Int {
    let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return try XCTUnwrap(Int(pages[1])) * Int(getpagesize())
  }
}
#endif
