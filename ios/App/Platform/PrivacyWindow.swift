/// A window over all others while the app is not active, so that the list of apps shows nothing.

#if canImport(UIKit)
  import RequiteKit
  import SwiftUI
  import UIKit

  @MainActor final class PrivacyWindow: PrivacyCover {
    static let shared = PrivacyWindow()
    private var window: UIWindow?

    func cover() {
      guard window == nil else { return }
      let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
      guard let scene = scenes.first else { return }
      let window = UIWindow(windowScene: scene)
      window.windowLevel = .alert + 1
      window.rootViewController = UIHostingController(rootView: Cover())
      window.isHidden = false
      self.window = window
    }

    func uncover() {
      window?.isHidden = true
      window = nil
    }
  }
#endif
