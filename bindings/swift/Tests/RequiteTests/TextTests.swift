/// Words that are hardly words: what Swift makes of half a character, and what reaches the journal.

import Foundation
import Requite
import XCTest

final class TextTests: GuardedCase {
  /// Swift has no text with half a character in it: wherever one comes from, it is a replacement character by then.
  func testHalfACharacterArrivesAsWhatSwiftMakesOfIt() async throws {
    let half: [UInt16] = Array("half ".utf16) + [0xD83D]
    let texts = [
      String(decoding: half, as: UTF16.self),
      NSString(characters: half, length: half.count) as String,
      String(decoding: Array("half ".utf8) + [0xF0, 0x9F], as: UTF8.self),
    ]
    let phone = try await Phone()
    for text in texts {
      let wrote = try await phone.engine.journal().write(entry: entry(text))
      let shown = try await phone.engine.journal().show(id: wrote.id)
      XCTAssertEqual(shown.body, text)
      XCTAssertTrue(shown.body.hasPrefix("half \u{FFFD}"), "\(Array(shown.body.unicodeScalars))")
    }
  }

  func testStrangeWordsComeBackAsTheyWereOrAreRefusedByACode() async throws {
    let phone = try await Phone()
    let texts = [
      "\u{FEFF}begins with a mark", "ends with one\u{FEFF}", "right \u{202E}to left",
      "\u{1F469}\u{200D}\u{1F4BB}", "e" + String(repeating: "\u{301}", count: 10_000), "a\0b",
      "line\r\nline\rline\n", "\u{FFFD}\u{FFFF}",
    ]
    for text in texts {
      do {
        let wrote = try await phone.engine.journal().write(entry: entry(text))
        let shown = try await phone.engine.journal().show(id: wrote.id)
        XCTAssertEqual(Array(shown.body.unicodeScalars), Array(text.unicodeScalars))
      } catch let error as EngineError {
        guard case .Invalid(let code) = error else { return XCTFail("\(error)") }
        XCTAssertFalse(code.isEmpty)
      }
    }
    try await phone.write("Plain.")
  }

  func testTenMillionLettersAreAnsweredWhereverTheyAreSaid() async throws {
    let phone = try await Phone()
    let engine = phone.engine
    let long = String(repeating: "secret ", count: 1_500_000)
    let calls: [() async throws -> Void] = [
      { _ = try await engine.people().add(name: long) },
      { _ = try await engine.journal().show(id: long) },
      { _ = try await engine.journal().entries(query: EntryQuery(cursor: long)) },
      { _ = try await engine.journal().entries(query: EntryQuery(person: long)) },
      { _ = try await engine.sync().run(relays: [long]) },
      { try engine.setZone(zone: long) },
      { _ = try await Engine.open(folder: long, passphrase: passphrase, zone: zone) },
      { _ = try join(folder: phone.place, line: long, deviceName: "x", passphrase: long, zone: zone) },
      { try await engine.unlock(passphrase: long) },
      { _ = try await engine.people().add(name: "") },
      { _ = try await engine.journal().show(id: "") },
      { _ = try await engine.sync().run(relays: []) },
      { _ = try await engine.sync().run(relays: [""]) },
      { try engine.setZone(zone: "") },
      { _ = try await Engine.open(folder: "", passphrase: "", zone: "") },
      { try await engine.unlock(passphrase: "") },
    ]
    for (number, call) in calls.enumerated() {
      do {
        try await call()
      } catch let told as EngineError {
        XCTAssertFalse("\(told) \(String(reflecting: told))".contains("secret"), "call \(number)")
        XCTAssertNil(told.ticket, "call \(number) met a mistake of ours")
      }
      try await phone.write("After call \(number).")
    }
  }
}
