/// The app: one window, the places in it, and what the phone does to it. Holds no rule and nothing that a person wrote.

import RequiteKit
import SwiftUI

@main
struct RequiteApp: App {
  @Environment(\.scenePhase) private var phase
  @State private var rooms = Rooms(AppViewModel(Bridge(.ofThisPhone())))

  init() {
    BackgroundRefresh.shared.register()
  }

  var body: some Scene {
    WindowGroup {
      AppScreen(rooms: rooms)
        .onAppear { BackgroundRefresh.shared.bridge = rooms.app.bridge }
    }
    .onChange(of: phase) { _, now in
      switch now {
      case .active: rooms.app.on(.foregrounded)
      case .inactive: PrivacyWindow.shared.cover()
      case .background: rooms.app.on(.backgrounded)
      @unknown default: rooms.app.on(.backgrounded)
      }
    }
  }
}
