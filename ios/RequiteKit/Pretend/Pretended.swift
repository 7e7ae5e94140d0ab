/// What a phone gives the app, pretended: each can be looked at or told what to do. For tests only.

import Foundation
import RequiteKit

/// A clock that stands still until it is turned.
public final class HandClock: Surroundings, @unchecked Sendable {
  private let lock = NSLock()
  private var nowMs: Int64 = 0
  private var sleepers: [UUID: (untilMs: Int64, wake: CheckedContinuation<Void, Never>)] = [:]

  public let zone = "Europe/Madrid"

  public func elapsedMs() -> Int64 { lock.withLock { nowMs } }

  public func pause(untilMs: Int64) async {
    let id = UUID()
    await withTaskCancellationHandler {
      await withCheckedContinuation { wake in
        let over = lock.withLock {
          if Task.isCancelled || untilMs <= nowMs { return true }
          sleepers[id] = (untilMs, wake)
          return false
        }
        if over { wake.resume() }
      }
    } onCancel: {
      lock.withLock { sleepers.removeValue(forKey: id) }?.wake.resume()
    }
  }

  /// Lets time go by, and wakes whoever waited for it.
  public func turn(seconds: Double) {
    let due = lock.withLock {
      nowMs += Int64(seconds * 1_000)
      let due = sleepers.filter { $0.value.untilMs <= nowMs }
      for id in due.keys { sleepers[id] = nil }
      return due.values.map(\.wake)
    }
    for wake in due { wake.resume() }
  }

  /// Lets time go by without waking anybody: the phone had stopped the process.
  public func turnAsleep(seconds: Double) {
    lock.withLock { nowMs += Int64(seconds * 1_000) }
  }
}

/// Settings in memory.
public final class MemoryPreferences: Preferences, @unchecked Sendable {
  private let lock = NSLock()
  private var texts: [PreferenceKey: String] = [:]

  public func text(_ key: PreferenceKey) -> String? { lock.withLock { texts[key] } }
  public func set(_ key: PreferenceKey, to text: String?) { lock.withLock { texts[key] = text } }
}

/// Time in the background, counted.
public final class CountedBackground: Background, @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  public var asked: Int { lock.withLock { count } }
  public func schedule() { lock.withLock { count += 1 } }
  public func whileHeld(_ work: @MainActor @Sendable @escaping () async -> Void) async {
    await work()
  }
}

/// A cover that remembers what it did.
@MainActor public final class SeenCover: PrivacyCover {
  public private(set) var seen: [String] = []

  public nonisolated init() {}
  public func cover() { seen.append("cover") }
  public func uncover() { seen.append("uncover") }
}

/// How a vault behaves.
public enum VaultWay: Sendable {
  case works
  case says(VaultError)
  case throwsWords
  case givesTooLittle
  case givesAnother
}

/// Closes secrets with a pad: what a phone's hardware does, without the hardware.
public final class SoftVault: KeyVault, @unchecked Sendable {
  private struct Mistake: Error { let says = "words of hers" }
  private let lock = NSLock()
  private var now = VaultWay.works

  public var way: VaultWay {
    get { lock.withLock { now } }
    set { lock.withLock { now = newValue } }
  }

  public func wrap(slot: VaultSlot, secret: Data) throws -> Data { try through(secret) }
  public func unwrap(slot: VaultSlot, wrapped: Data) throws -> Data { try through(wrapped) }
  public func erase(slot: VaultSlot) throws { _ = try through(Data()) }
  public func status(slot: VaultSlot) throws -> VaultStatus { .software }

  private func through(_ bytes: Data) throws -> Data {
    switch way {
    case .works: Data(bytes.map { $0 ^ 0x5a })
    case .says(let error): throw error
    case .throwsWords: throw Mistake()
    case .givesTooLittle: Data()
    case .givesAnother: Data(repeating: 7, count: 32)
    }
  }
}
