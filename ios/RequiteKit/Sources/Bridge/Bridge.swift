/// The one bridge to the engine: opens it, asks it, hears what changed, suspends and locks it. Every call of a screen goes
/// through here, so that they can be counted and none is lost to a suspension. Never keeps what a person wrote.

import Foundation
import Requite

/// The journal, as view models meet it.
@MainActor public final class Bridge {
  /// Whether there is a journal, and whether it can be read.
  public enum Standing: Equatable, Sendable {
    case closed, open, locked
  }

  public let platform: Platform
  public private(set) var standing = Standing.closed
  /// Acts of this device since it was opened; each can be taken back only while it is the last.
  public private(set) var acts = 0
  /// Told of each call into the engine by its name: for counting.
  public var counting: ((String) -> Void)?
  /// Whether the app was left, so that files may not be held for long.
  public var isAway = false
  /// What was dismissed today; in memory only, told to nobody.
  public var dismissed: Set<String> = []

  private var engine: Engine?
  private var suspended = false
  private var suspending: Task<Void, any Error>?
  private var waiting: [UUID: CheckedContinuation<Void, Never>] = [:]
  private var listening: [UUID: AsyncStream<Set<String>>.Continuation] = [:]
  private var hearing: Task<Void, Never>?
  private var keepers: [Kept] = []

  public init(_ platform: Platform) {
    self.platform = platform
  }

  /// Whether the folder holds a journal.
  public var isThere: Bool {
    let inside = try? FileManager.default.contentsOfDirectory(atPath: platform.folder)
    return !(inside ?? []).isEmpty
  }

  /// Takes over an engine that was opened, made or joined just now.
  public func adopt(_ opened: Engine) throws {
    engine = opened
    try hear(opened)
    standing = .open
  }

  /// Opens the journal, or unlocks it.
  public func open(passphrase: String) async throws {
    if let engine {
      try await engine.unlock(passphrase: passphrase)
      standing = .open
      return
    }
    let (folder, zone) = (platform.folder, platform.surroundings.zone)
    try adopt(await Engine.open(folder: folder, passphrase: passphrase, zone: zone))
  }

  /// The same by the phone's vault.
  public func openWithVault() async throws {
    if let engine {
      try await engine.unlockWithVault(vault: platform.vault)
      standing = .open
      return
    }
    let (folder, zone) = (platform.folder, platform.surroundings.zone)
    try adopt(await Engine.openWithVault(folder: folder, vault: platform.vault, zone: zone))
  }

  /// Asks the engine something. While it is suspended, waits until it goes on; what was refused for that reason did nothing,
  /// and is asked once more. Whoever is cancelled waits no longer.
  public func ask<Told: Sendable>(
    _ call: String, _ asking: @Sendable (Engine) async throws -> Told
  ) async throws -> Told {
    while true {
      try await resumed()
      guard let engine else { throw EngineError.NotFound(code: "no_vault") }
      counting?(call)
      do {
        return try await asking(engine)
      } catch EngineError.Closed(code: "suspended") where suspended {
        continue
      }
    }
  }

  /// Asks for something that writes: durable when it returns, and the last act from then on.
  public func act<Told: Sendable>(
    _ call: String, _ acting: @Sendable (Engine) async throws -> Told
  ) async throws -> Told {
    let told = try await ask(call, acting)
    acts += 1
    return told
  }

  /// Takes back an act, where it still is the last.
  public func undo(_ undoable: Undoable) async throws {
    guard undoable.act == acts else { return }
    _ = try await act("journal.undo") { try await $0.journal().undo() }
  }

  /// The last act, for a screen to offer that it be taken back; after ten seconds `over` is called.
  public func offer(_ what: String, over: @escaping @MainActor (Undoable) -> Void) -> Undoable {
    let (undoable, surroundings) = (Undoable(what: what, act: acts), platform.surroundings)
    let untilMs = surroundings.elapsedMs() + 10_000
    Task {
      await surroundings.pause(untilMs: untilMs)
      over(undoable)
    }
    return undoable
  }

  /// A list that lives. Counted as one call, however long it is listened to.
  public func list(_ call: String, _ list: ListOf) async throws -> AsyncStream<[Card]> {
    try await ask(call) { try $0.cards(list) }
  }

  /// Which kinds of records change from now on; whoever reads all of it anew may leave out what came meanwhile.
  public func changes(
    _ kept: AsyncStream<Set<String>>.Continuation.BufferingPolicy = .unbounded
  ) -> AsyncStream<Set<String>> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Set<String>.self, bufferingPolicy: kept)
    let id = UUID()
    listening[id] = continuation
    continuation.onTermination = { [weak self] _ in
      Task { @MainActor in self?.listening[id] = nil }
    }
    return stream
  }

  private func hear(_ engine: Engine) throws {
    hearing?.cancel()
    let changes = try engine.changes()
    hearing = Task { [weak self] in
      for await told in changes {
        self?.tell(Set(told.map(\.kind)))
      }
    }
  }

  private func tell(_ kinds: Set<String>) {
    for listener in listening.values { listener.yield(kinds) }
  }

  // MARK: Away and back

  /// Lets go of every file: when it returns, the system may stop the process.
  public func suspend(deadlineMs: UInt32) async throws {
    guard let engine, standing == .open else { return }
    if let suspending { return try await suspending.value }
    suspended = true
    let suspending = Task { try await engine.suspend(deadlineMs: deadlineMs) }
    self.suspending = suspending
    defer { self.suspending = nil }
    do {
      try await suspending.value
    } catch {
      // Not all was let go of in time; it may have been shut to new calls all the same.
      suspended = engine.state() == .suspended
      throw error
    }
  }

  /// Whether it holds no file now, because the app was left.
  public var isSuspended: Bool { suspended }

  /// Goes on, and with it everything that waited. For whoever is cancelled meanwhile it does not: nobody would let go again.
  public func resume() async throws {
    _ = await suspending?.result
    try Task.checkCancellation()
    guard suspended else { return }
    if let engine, engine.state() == .suspended {
      try engine.resume()
      // Somebody may have travelled meanwhile.
      try engine.setZone(zone: platform.surroundings.zone)
    }
    goOn()
  }

  /// Shuts at once and wipes the keys.
  public func lock() {
    guard let engine, standing == .open else { return }
    engine.lock()
    standing = .locked
    dismissed = []
    goOn()
  }

  /// Ends it, as when the app is left for good.
  public func shutDown() {
    hearing?.cancel()
    engine?.shutDown()
    engine = nil
    standing = .closed
    goOn()
  }

  private func goOn() {
    suspended = false
    let waiting = waiting
    self.waiting = [:]
    for one in waiting.values { one.resume() }
  }

  /// Waits until it goes on. A refresh whose time is over is cancelled here, and must end while the files stay let go of.
  private func resumed() async throws {
    while suspended {
      try Task.checkCancellation()
      let id = UUID()
      await withTaskCancellationHandler {
        await withCheckedContinuation { waiting[id] = $0 }
      } onCancel: {
        Task { @MainActor in waiting.removeValue(forKey: id)?.resume() }
      }
    }
  }

  // MARK: What is being typed

  /// Has somebody asked to keep what is being typed before the journal locks or the app is left.
  public func keep(for keeper: any Keeper) {
    keepers.removeAll { $0.keeper == nil || $0.keeper === keeper }
    keepers.append(Kept(keeper: keeper))
  }

  /// Has everything kept that is being typed.
  public func keepAll() async {
    guard standing == .open, !suspended else { return }
    for kept in keepers { await kept.keeper?.keep() }
  }
}

/// Who holds words that are not saved yet.
@MainActor public protocol Keeper: AnyObject {
  /// Saves them.
  func keep() async
}

private struct Kept {
  weak var keeper: (any Keeper)?
}
