/// What a phone gives the app, behind protocols: a vault, a clock, a place for small settings, time in the background, a
/// cover. The real ones live in the app; tests bring their own. Nothing that a person wrote passes here.

import Foundation
import RequiteEngine

/// The clock and the zone.
public protocol Surroundings: Sendable {
  /// The zone, such as `Europe/Madrid`.
  var zone: String { get }
  /// Milliseconds since some moment, going on while the phone sleeps and never back.
  func elapsedMs() -> Int64
  /// Waits until that moment of ``elapsedMs()``, or until its task is cancelled. A moment, since how long it is until then may be
  /// another thing by the time that the waiting begins.
  func pause(untilMs: Int64) async
}

/// Small settings of this phone alone. Never holds what a person wrote.
public protocol Preferences: Sendable {
  func text(_ key: PreferenceKey) -> String?
  func set(_ key: PreferenceKey, to text: String?)
}

/// What is kept of this phone alone.
public enum PreferenceKey: String, Sendable, CaseIterable {
  case relay, vaultKept, lockAfterSeconds
}

/// Time in the background.
public protocol Background: Sendable {
  /// Asks for some time later on, to meet the other devices.
  func schedule()
  /// Does something for which the system may not stop the app before it has ended.
  func whileHeld(_ work: @MainActor @Sendable @escaping () async -> Void) async
}

/// Hides what is on the screen, as in the list of apps.
@MainActor public protocol PrivacyCover: Sendable {
  func cover()
  func uncover()
}

/// Everything that the phone gives.
public struct Platform: Sendable {
  public let folder: String
  public let vault: any KeyVault
  public let surroundings: any Surroundings
  public let preferences: any Preferences
  public let background: any Background
  public let cover: any PrivacyCover

  public init(
    folder: String, vault: any KeyVault, surroundings: any Surroundings,
    preferences: any Preferences, background: any Background, cover: any PrivacyCover
  ) {
    self.folder = folder
    self.vault = vault
    self.surroundings = surroundings
    self.preferences = preferences
    self.background = background
    self.cover = cover
  }
}

/// The clock of this machine, on every system that Foundation runs on.
public struct SystemSurroundings: Surroundings {
  private let begun = ContinuousClock.now

  public init() {}

  public var zone: String { TimeZone.current.identifier }

  public func elapsedMs() -> Int64 {
    let (seconds, attoseconds) = (ContinuousClock.now - begun).components
    return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
  }

  public func pause(untilMs: Int64) async {
    // Cancelled is over, too.
    try? await Task.sleep(until: begun + .milliseconds(untilMs), clock: .continuous)
  }
}

/// Settings in the system's own store.
public struct SystemPreferences: Preferences {
  public init() {}

  public func text(_ key: PreferenceKey) -> String? {
    UserDefaults.standard.string(forKey: key.rawValue)
  }

  public func set(_ key: PreferenceKey, to text: String?) {
    UserDefaults.standard.set(text, forKey: key.rawValue)
  }
}
