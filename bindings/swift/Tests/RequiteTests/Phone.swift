/// A phone with a journal of its own, in a folder that goes when it goes: the real library, real files.

import Foundation
import Requite
import XCTest

let passphrase = "a passphrase of Mia's"
let zone = "Europe/Madrid"

final class Phone: Sendable {
  let folder: URL
  let engine: Engine

  init() async throws {
    folder = try temporary()
    engine = try await Engine.create(
      folder: folder.appendingPathComponent("journal").path, deviceName: "phone",
      passphrase: passphrase, zone: zone)
  }

  var place: String { folder.appendingPathComponent("journal").path }

  /// One more engine on the same journal, as after the app's death.
  func again() async throws -> Engine {
    try await Engine.open(folder: place, passphrase: passphrase, zone: zone)
  }

  func write(_ text: String) async throws {
    _ = try await engine.journal().write(entry: entry(text))
  }

  func excerpts() async throws -> [String] {
    try await engine.journal().entries(query: EntryQuery(limit: 200)).items.map(\.excerpt)
  }

  deinit {
    engine.shutDown()
    try? FileManager.default.removeItem(at: folder)
  }
}

func temporary() throws -> URL {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "requite-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder
}

func entry(_ text: String) -> NewEntry {
  NewEntry(text: text)
}

/// What a call fails with; a failure of the test when it does not, or with something that is no error of the engine's.
func refusal<T>(
  of call: () async throws -> T, file: StaticString = #filePath, line: UInt = #line
) async throws -> EngineError {
  do {
    _ = try await call()
  } catch let error as EngineError {
    return error
  }
  XCTFail("it went through", file: file, line: line)
  throw CancellationError()
}
