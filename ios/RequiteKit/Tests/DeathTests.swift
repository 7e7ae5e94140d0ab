/// The process dies in the middle of a write: what was answered is there, and nothing is half there.

import Foundation
import Pretend
import RequiteKit
import XCTest

@MainActor final class DeathTests: GuardedCase, @unchecked Sendable {
  func testKilledInTheMiddleOfWritingNoLineThatWasAnsweredIsLost() async throws {
    let phone = try await Phone.new()
    let folder = phone.folder
    phone.bridge.shutDown()
    var answered = -1
    for round in 1...3 {
      answered = try kill(after: round * 7, in: folder)
      let after = Phone(on: folder)
      await after.unlock()
      XCTAssertEqual(after.app.state.route, .today)
      let lines = await after.lines()
      // Each round begins at nought again: what it answered is there once more.
      let counts = Dictionary(grouping: lines, by: { $0 }).mapValues(\.count)
      for number in 0...answered {
        XCTAssertGreaterThanOrEqual(counts["Line \(number)."] ?? 0, 1, "round \(round)")
      }
      XCTAssertEqual(lines.filter { !$0.hasPrefix("Line ") || !$0.hasSuffix(".") }, [])
      after.bridge.shutDown()
    }
    try FileManager.default.removeItem(at: folder)
  }

  /// Starts a process that writes, kills it when it has answered so many lines, and gives the last number that it answered.
  private func kill(after lines: Int, in folder: URL) throws -> Int {
    let (process, output) = (Process(), Pipe())
    let here = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    process.executableURL = here.appendingPathComponent("Writer")
    process.arguments = [folder.path]
    process.standardOutput = output
    try process.run()
    var told = Data()
    while told.filter({ $0 == UInt8(ascii: "\n") }).count < lines {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { throw Relay.Broken(why: "the writer ended by itself") }
      told += more
    }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    told += output.fileHandleForReading.readDataToEndOfFile()
    XCTAssertEqual(process.terminationReason, .uncaughtSignal)
    let whole = String(decoding: told, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
    return try XCTUnwrap(whole.last)
  }
}
