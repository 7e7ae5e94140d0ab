/// The phone's Keychain as the engine's vault: two keys, each for one slot, neither ever leaves this phone. Deletes nothing but
/// what it is told to.

#if canImport(Security)
  import CryptoKit
  import Foundation
  import LocalAuthentication
  import RequiteKit
  import Security

  /// Seals secrets with a key of the Keychain.
  ///
  /// - Background: after the first unlock since the phone was started, without the person.
  /// - Content: only with the face or fingers that are enrolled now; a new one invalidates it.
  final class KeychainVault: KeyVault {
    private let service = "app.requite.vault"

    func wrap(slot: VaultSlot, secret: Data) throws -> Data {
      let key: SymmetricKey
      do {
        key = try read(slot)
      } catch VaultError.Missing {
        key = try make(slot)
      }
      guard let sealed = try? ChaChaPoly.seal(secret, using: key).combined else {
        throw VaultError.Failed
      }
      return sealed
    }

    func unwrap(slot: VaultSlot, wrapped: Data) throws -> Data {
      let key = try read(slot)
      // Sealed under a key that the phone has thrown away since: as good as gone.
      guard let box = try? ChaChaPoly.SealedBox(combined: wrapped),
        let secret = try? ChaChaPoly.open(box, using: key)
      else { throw VaultError.Invalidated }
      return secret
    }

    func erase(slot: VaultSlot) throws {
      let status = SecItemDelete(query(slot) as CFDictionary)
      guard status == errSecSuccess || status == errSecItemNotFound else { throw failure(status) }
    }

    func status(slot: VaultSlot) throws -> VaultStatus {
      let context = LAContext()
      // Asks whether it is there; never the person.
      context.interactionNotAllowed = true
      var asking = query(slot)
      asking[kSecUseAuthenticationContext] = context
      asking[kSecMatchLimit] = kSecMatchLimitOne
      switch SecItemCopyMatching(asking as CFDictionary, nil) {
      case errSecSuccess, errSecInteractionNotAllowed: return .software
      case errSecItemNotFound: return .missing
      default: return biometryIsLockedOut ? .lockedOut : .invalidated
      }
    }

    // MARK: The Keychain

    private func query(_ slot: VaultSlot) -> [CFString: Any] {
      [
        kSecClass: kSecClassGenericPassword, kSecAttrService: service,
        kSecAttrAccount: slot == .content ? "content" : "background",
        kSecAttrSynchronizable: false, kSecUseDataProtectionKeychain: true,
      ]
    }

    private func make(_ slot: VaultSlot) throws -> SymmetricKey {
      let key = SymmetricKey(size: .bits256)
      var item = query(slot)
      item[kSecValueData] = key.withUnsafeBytes { Data($0) }
      switch slot {
      case .background:
        item[kSecAttrAccessible] = kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
      case .content: item[kSecAttrAccessControl] = try withThePerson()
      }
      let status = SecItemAdd(item as CFDictionary, nil)
      guard status == errSecSuccess else { throw failure(status) }
      return key
    }

    private func withThePerson() throws -> SecAccessControl {
      let access = SecAccessControlCreateWithFlags(
        nil, kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly, .biometryCurrentSet, nil)
      guard let access else { throw VaultError.Failed }
      return access
    }

    private func read(_ slot: VaultSlot) throws -> SymmetricKey {
      let context = LAContext()
      context.localizedReason = String(localized: "vault.reason")
      var asking = query(slot)
      asking[kSecReturnData] = true
      asking[kSecUseAuthenticationContext] = context
      var found: CFTypeRef?
      let status = SecItemCopyMatching(asking as CFDictionary, &found)
      guard status == errSecSuccess, let data = found as? Data else {
        // The item of a biometry that has changed is gone for the system as well.
        throw failure(status)
      }
      return SymmetricKey(data: data)
    }

    private func failure(_ status: OSStatus) -> VaultError {
      switch status {
      case errSecItemNotFound: .Missing
      case errSecUserCanceled: .Refused
      case errSecAuthFailed: biometryIsLockedOut ? .LockedOut : .Refused
      case errSecInvalidData, errSecDecode: .Invalidated
      default: .Failed
      }
    }

    private var biometryIsLockedOut: Bool {
      var error: NSError?
      let can = LAContext().canEvaluatePolicy(
        .deviceOwnerAuthenticationWithBiometrics, error: &error)
      return !can && error?.code == LAError.biometryLockout.rawValue
    }
  }
#endif
