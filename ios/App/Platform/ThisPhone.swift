/// What this phone gives the app: a folder that is protected and in no backup, the Keychain, time in the background. Nothing
/// that a person wrote passes here.

#if canImport(UIKit)
  import Foundation
  import RequiteKit
  import UIKit

  /// This phone.
  @MainActor enum ThisPhone {
    /// What it is called on the other devices until somebody says else.
    static var name: String { UIDevice.current.model }
  }

  extension Platform {
    /// The real one.
    @MainActor static func ofThisPhone() -> Platform {
      Platform(
        folder: Store.folder().path, vault: KeychainVault(), surroundings: SystemSurroundings(),
        preferences: SystemPreferences(), background: BackgroundRefresh.shared,
        cover: PrivacyWindow.shared)
    }
  }

  /// Where the journal's files are.
  enum Store {
    /// Readable once the phone was unlocked since its start, so that a refresh can work; in no backup.
    static func folder() -> URL {
      let files = FileManager.default
      let base = URL.applicationSupportDirectory.appending(
        path: "store", directoryHint: .isDirectory)
      protect(base, .completeUntilFirstUserAuthentication, files)
      return base.appending(path: "journal", directoryHint: .isDirectory)
    }

    /// Where what is to be exported is put for as long as it is being handed over: unreadable as soon as the phone locks.
    static func exports() -> URL {
      let folder = URL.temporaryDirectory.appending(path: "out", directoryHint: .isDirectory)
      protect(folder, .complete, .default)
      return folder
    }

    private static func protect(_ folder: URL, _ kind: FileProtectionType, _ files: FileManager) {
      // A folder that cannot be made is told by the engine, which cannot open it either.
      try? files.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.protectionKey: kind])
      try? files.setAttributes([.protectionKey: kind], ofItemAtPath: folder.path)
      var values = URLResourceValues()
      values.isExcludedFromBackup = true
      var folder = folder
      try? folder.setResourceValues(values)
    }
  }
#endif
