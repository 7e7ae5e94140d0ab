/// A refresh in the background: meets the other devices for as long as the system lets it, and holds no file when its time is
/// over. While the journal is shut, sealed mail moves by the vault's background key, which opens no content.

import Requite

/// One refresh.
@MainActor public final class Refresh {
  private let bridge: Bridge
  private var meeting: Task<Bool, Never>?
  private var sealed: SyncOperation?
  /// The time may be over before it has begun.
  private var isOver = false
  /// How long letting go of files may take once the time is over, in milliseconds.
  private static let barrierMs: UInt32 = 3_000
  /// How long sealed mail may take, in milliseconds: the system gives some thirty seconds.
  private static let sealedMs: UInt32 = 20_000

  public init(_ bridge: Bridge) {
    self.bridge = bridge
  }

  /// Meets the others once, then lets go of the files again. Whether somebody was met.
  public func run() async -> Bool {
    let relay = bridge.platform.preferences.text(.relay) ?? ""
    guard !relay.isEmpty, !isOver else { return false }
    if bridge.standing != .open { return await carrySealed(relay) }
    guard bridge.isSuspended else { return false }
    let meeting = Task { [bridge] in
      do {
        try await bridge.resume()
        let report = try await bridge.ask("sync.begin") { try await $0.sync().run(relays: [relay]) }
        return !report.reached.isEmpty
      } catch {
        return false
      }
    }
    self.meeting = meeting
    let met = await meeting.value
    await letGo()
    return met
  }

  /// The time is over: stops, and returns when no file is held.
  public func expire() async {
    isOver = true
    meeting?.cancel()
    sealed?.cancel()
    _ = try? await sealed?.report()
    await letGo()
  }

  /// What comes is read when the journal is next opened.
  private func carrySealed(_ relay: String) async -> Bool {
    let platform = bridge.platform
    guard platform.preferences.vaultKept else { return false }
    do {
      let carrying = try syncSealed(
        folder: platform.folder, vault: platform.vault, relays: [relay], budgetMs: Self.sealedMs,
        network: nil)
      sealed = carrying
      return !(try await carrying.report()).reached.isEmpty
    } catch {
      return false
    }
  }

  private func letGo() async {
    // Somebody may have come back meanwhile.
    guard bridge.isAway else { return }
    do {
      try await bridge.suspend(deadlineMs: Self.barrierMs)
    } catch {
      // Files that could not be let go of in time are let go of by shutting them.
      bridge.lock()
    }
  }
}
