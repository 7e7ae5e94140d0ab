/// Before the system suspends the app: `suspend` returns when no file is held, as another process sees it.

import Foundation
import Requite
import XCTest

// What the system says of this process is read where Linux tells it.
#if os(Linux)
final class SuspendTests: GuardedCase {
  func testSuspendedItHoldsNoFileAndNoLockAsAnotherProcessSeesIt() async throws {
    let phone = try await Phone()
    try await phone.write("Before.")
    let open = try seen(phone)
    XCTAssertGreaterThan(open.files, 0, "an open journal holds its files")
    XCTAssertGreaterThan(open.locks, 0, "and locks on them")
    // With as much under way as there can be.
    let writing = (0..<32).map { number in
      Task { try await phone.write("Line \(number).") }
    }
    try await phone.engine.suspend(deadlineMs: 30_000)
    XCTAssertEqual(try seen(phone), Held(files: 0, locks: 0))
    var done = 1
    for write in writing {
      switch await write.result {
      case .success: done += 1
      case .failure(let error): XCTAssertEqual(error as? EngineError, .Closed(code: "suspended"))
      }
    }
    XCTAssertEqual(try seen(phone), Held(files: 0, locks: 0))
    try phone.engine.resume()
    let excerpts = try await phone.excerpts()
    XCTAssertEqual(excerpts.count, done, "what was answered is there, and nothing besides")
  }

  /// What another process sees this one hold of the journal's files.
  private func seen(_ phone: Phone) throws -> Held {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", Self.look, "look", phone.place, "\(getpid())"]
    process.standardOutput = output
    try process.run()
    let told = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let counts = String(decoding: told, as: UTF8.self).split(separator: " ").compactMap {
      Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    guard counts.count == 2 else { throw Broken("the other process saw nothing") }
    return Held(files: counts[0], locks: counts[1])
  }

  private struct Held: Equatable {
    let files: Int
    let locks: Int
  }

  /// Counts the files of folder $1 that process $2 has open, and the locks that anybody has on any file there.
  private static let look = #"""
    files=0
    for fd in /proc/"$2"/fd/*; do
      case $(readlink "$fd") in "$1"/*) files=$((files + 1)) ;; esac
    done
    locks=0
    for file in "$1"/* "$1"/*/*; do
      [ -f "$file" ] || continue
      inode=$(stat -c %i "$file")
      locks=$((locks + $(grep -c ":$inode " /proc/locks)))
    done
    echo "$files $locks"
    """#
}
#endif
