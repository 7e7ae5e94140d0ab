/// Time in the background: asks for it, meets the other devices in it, and holds no file when it is over. The system stops an app
/// that holds the locks of a database while it is suspended.

#if canImport(BackgroundTasks) && canImport(UIKit)
  import BackgroundTasks
  import Foundation
  import RequiteKit
  import UIKit

  final class BackgroundRefresh: Background {
    static let shared = BackgroundRefresh()
    /// As in Info.plist.
    static let identifier = "app.requite.refresh"
    /// Not sooner than so many seconds after the app was left.
    private static let earliestSeconds = 900.0

    /// The journal that is refreshed; none before the app was seen.
    @MainActor var bridge: Bridge?

    private init() {}

    /// To be called before the app has finished launching.
    func register() {
      BGTaskScheduler.shared.register(forTaskWithIdentifier: Self.identifier, using: .main) {
        task in
        let granted = Granted(task: task)
        MainActor.assumeIsolated { self.refresh(granted) }
      }
    }

    func schedule() {
      let request = BGAppRefreshTaskRequest(identifier: Self.identifier)
      request.earliestBeginDate = Date(timeIntervalSinceNow: Self.earliestSeconds)
      // Where the system refuses, the next time in front meets the others.
      try? BGTaskScheduler.shared.submit(request)
    }

    func whileHeld(_ work: @MainActor @Sendable @escaping () async -> Void) async {
      let held = await Held.begin()
      await work()
      await held.end()
    }

    @MainActor private func refresh(_ granted: Granted) {
      schedule()
      guard let bridge else { return granted.task.setTaskCompleted(success: false) }
      let refresh = Refresh(bridge)
      let ended = Once()
      // The system calls it from anywhere.
      granted.task.expirationHandler = { @Sendable in
        // The barrier first: the task is over when no file is held any more.
        Task { @MainActor in
          await refresh.expire()
          if ended.first() { granted.task.setTaskCompleted(success: false) }
        }
      }
      Task { @MainActor in
        let met = await refresh.run()
        if ended.first() { granted.task.setTaskCompleted(success: met) }
      }
    }
  }

  /// A task of the system's. Unchecked: it may be ended from any thread.
  private struct Granted: @unchecked Sendable {
    let task: BGTask
  }

  /// True once.
  @MainActor private final class Once {
    private var asked = false

    func first() -> Bool {
      defer { asked = true }
      return !asked
    }
  }

  /// A piece of time that the system gives after the app was left.
  @MainActor private final class Held {
    private var id = UIBackgroundTaskIdentifier.invalid

    static func begin() -> Held {
      let held = Held()
      held.id = UIApplication.shared.beginBackgroundTask { MainActor.assumeIsolated { held.end() } }
      return held
    }

    func end() {
      guard id != .invalid else { return }
      UIApplication.shared.endBackgroundTask(id)
      id = .invalid
    }
  }
#endif
