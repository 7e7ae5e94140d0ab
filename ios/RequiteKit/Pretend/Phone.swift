/// A phone without a phone: the real engine on real files, in a folder of its own, with a clock that is turned by hand and a
/// vault of software. For tests only.

import Foundation
import RequiteKit

public let passphrase = "a passphrase of Mia's"

/// A phone, and the app on it.
@MainActor public final class Phone {
  public let folder: URL
  public let clock = HandClock()
  public let vault = SoftVault()
  public let preferences = MemoryPreferences()
  public let background = CountedBackground()
  public let cover = SeenCover()
  public let app: AppViewModel
  public let start: StartViewModel
  public var bridge: Bridge { app.bridge }

  /// On a folder; the app as it is after a start.
  public init(on folder: URL, named name: String = "phone") {
    self.folder = folder
    let platform = Platform(
      folder: folder.appendingPathComponent("journal").path, vault: vault, surroundings: clock,
      preferences: preferences, background: background, cover: cover)
    app = AppViewModel(Bridge(platform))
    start = StartViewModel(app, deviceName: name)
  }

  /// A new one, with a journal that was just made.
  public static func new(named name: String = "phone") async throws -> Phone {
    let phone = Phone(on: try temporary(), named: name)
    await phone.begin()
    return phone
  }

  /// The first minutes, as somebody goes through them.
  public func begin() async {
    start.on(.stepChosen(step: .create))
    start.on(.passphraseChanged(text: passphrase))
    start.on(.confirmed)
    await until(start) { !$0.busy }
    start.on(.wordsKept)
    await until(app) { $0.route == .today }
  }

  /// The app again on the same files, as after the death of its process.
  public func again() -> Phone {
    bridge.shutDown()
    let phone = Phone(on: folder)
    for key in PreferenceKey.allCases { phone.preferences.set(key, to: preferences.text(key)) }
    return phone
  }

  /// Opens the journal by its passphrase.
  public func unlock() async {
    let door = UnlockViewModel(app)
    door.on(.passphraseChanged(text: passphrase))
    door.on(.unlocked)
    await until(door) { !$0.busy }
  }

  /// Writes a line as somebody does today.
  public func write(_ line: String) async {
    let today = TodayViewModel(app)
    today.on(.lineChanged(text: line))
    today.on(.lineSaved)
    await until(today) { !$0.saving && ($0.line.isEmpty || $0.error != nil) }
  }

  /// The first words of everything on the timeline, newest first.
  public func lines() async -> [String] {
    await shown(TimelineViewModel(app, person: nil)) { $0.phase != .loading }.cards.map(\.excerpt)
  }

  /// Ends the app and removes the files.
  public func gone() {
    bridge.shutDown()
    try? FileManager.default.removeItem(at: folder)
  }
}

/// A folder that is nobody else's.
public func temporary() throws -> URL {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "requite-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder
}
