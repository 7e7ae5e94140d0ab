/// Catalogs, property lists and the project's description hold what they have to, and a sample of each that does not is found.

import Foundation
import RequiteKit
import XCTest

final class ResourcesTests: XCTestCase {
  private let languages = ["en", "es"]

  func testTheCatalogsAreWholeInBothLanguages() throws {
    XCTAssertEqual(try Catalog.ofApp().findings(languages: languages), [])
    XCTAssertEqual(try Catalog.ofApp("InfoPlist").findings(languages: languages), [])
    let samples = [
      #"{"en":{"stringUnit":{"state":"translated","value":"Hello"}}}"#,
      #"{"en":{"stringUnit":{"state":"translated","value":"Hello"}},"es":{"stringUnit":{"state":"new","value":"Hola"}}}"#,
      #"{"en":{"stringUnit":{"state":"translated","value":"%@ wrote"}},"es":{"stringUnit":{"state":"translated","value":"Escribió"}}}"#,
      #"{"en":{"stringUnit":{"state":"translated","value":"Toxic"}},"es":{"stringUnit":{"state":"translated","value":"Hola"}}}"#,
    ]
    for sample in samples {
      let text = #"{"sourceLanguage":"en","strings":{"a.b":{"localizations":\#(sample)}}}"#
      let catalog = try Catalog.of(Data(text.utf8))
      XCTAssertEqual(catalog.findings(languages: languages).count, 1, sample)
    }
  }

  func testEveryWordOfAFamilyIsInTheCatalogAndEveryKeyIsUsed() throws {
    let keys = Set(try Catalog.ofApp().strings.keys)
    let words = Set(Words.families.flatMap { family, words in words.map { "\(family).\($0)" } })
    XCTAssertEqual(words.subtracting(keys), [])
    let files = FileManager.default.enumerator(
      at: Project.ios.appendingPathComponent("App"), includingPropertiesForKeys: nil)
    let swift = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    let used = try swift.flatMap { Rules.literals(try String(contentsOf: $0, encoding: .utf8)) }
    XCTAssertEqual(keys.subtracting(words).subtracting(used), [], "keys that nothing shows")
  }

  func testEveryCodeOfTheEngineHasItsWords() throws {
    let source = Project.root.appendingPathComponent("bindings/src/error.rs")
    let text = try String(contentsOf: source, encoding: .utf8)
    let told = Set(
      matches(#"["`]([a-z]+(?:_[a-z]+)+|locked|busy|removed|damaged|internal)["`]"#, in: text))
    XCTAssertGreaterThan(told.count, 40)
    // Nothing went wrong where somebody stopped it, and these are parts of the source, not codes.
    let none: Set = ["to_owned", "shut_down", "auth_required"]
    let known = Set(try XCTUnwrap(Words.families["error"]))
    XCTAssertEqual(told.subtracting(none).subtracting(known), [])
    XCTAssertEqual(Words.error("never_heard_of"), "error.other")
    XCTAssertEqual(Words.error("busy"), "error.busy")
    let keys = try Catalog.ofApp().strings
    for family in Words.families.keys {
      XCTAssertNotNil(keys[Words.key(family, "never_heard_of")], family)
    }
  }

  func testTheAppAsksTheSystemForAsLittleAsCanBe() throws {
    let source = Project.ios.appendingPathComponent("App/Platform/BackgroundRefresh.swift")
    let refresh = try XCTUnwrap(
      firstMatch(#"identifier = "([^"]+)""#, in: try String(contentsOf: source, encoding: .utf8)))
    var info = try Lists.ofApp("Info.plist")
    XCTAssertEqual(Lists.info(info, refresh: refresh, languages: languages), [])
    XCTAssertEqual(Lists.info(info, refresh: "another", languages: languages).count, 1)
    info["NSContactsUsageDescription"] = "People"
    info["NSAppTransportSecurity"] = ["NSAllowsArbitraryLoads": true]
    XCTAssertEqual(Lists.info(info, refresh: refresh, languages: languages).count, 2)
  }

  func testEntitlementsArePrivateAndFew() throws {
    var list = try Lists.ofApp("Requite.entitlements")
    XCTAssertEqual(Lists.entitlements(list), [])
    list["com.apple.developer.icloud-services"] = ["CloudKit"]
    XCTAssertFalse(Lists.entitlements(list).isEmpty)
  }

  func testThePrivacyManifestCollectsNothing() throws {
    var list = try Lists.ofApp("Resources/PrivacyInfo.xcprivacy")
    XCTAssertEqual(Lists.privacy(list), [])
    list["NSPrivacyTracking"] = true
    list["NSPrivacyAccessedAPITypes"] = [[String: Any]]()
    XCTAssertEqual(Lists.privacy(list).count, 2)
  }

  func testTheProjectIsDescribedAndNotCommitted() throws {
    let path = Project.ios.appendingPathComponent("project.yml")
    let text = try String(contentsOf: path, encoding: .utf8)
    let there = { (path: String) in
      !path.isEmpty
        && FileManager.default.fileExists(atPath: Project.ios.appendingPathComponent(path).path)
    }
    XCTAssertEqual(Described.findings(try Described.of(text), there: there), [])
    let older = text.replacing("iOS: \"17.0\"", with: "iOS: \"15.0\"")
    XCTAssertEqual(
      Described.findings(try Described.of(older), there: there), ["options.deploymentTarget.iOS"])
    XCTAssertThrowsError(try Described.of("targets:\n\tRequite: x"))
    XCTAssertThrowsError(try Described.of("a: 1\na: 2"))
    let here = try FileManager.default.contentsOfDirectory(atPath: Project.ios.path)
    let ignored = try String(
      contentsOf: Project.root.appendingPathComponent(".gitignore"), encoding: .utf8)
    XCTAssertTrue(ignored.contains("/ios/*.xcodeproj"))
    XCTAssertFalse(here.contains { $0.hasSuffix(".xcworkspace") })
  }

  func testTheVaultHasBothClassesAndFilesAreProtected() throws {
    let platform = Project.ios.appendingPathComponent("App/Platform")
    let read = { (name: String) in
      Rules.code(try String(contentsOf: platform.appendingPathComponent(name), encoding: .utf8))
    }
    let (vault, phone) = (try read("KeychainVault.swift"), try read("ThisPhone.swift"))
    for word in [
      "kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly", ".biometryCurrentSet",
      "kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly", "kSecAttrSynchronizable: false",
    ] { XCTAssertTrue(vault.contains(word), word) }
    for word in [
      "completeUntilFirstUserAuthentication", ".complete", "isExcludedFromBackup = true",
    ] {
      XCTAssertTrue(phone.contains(word), word)
    }
  }
}
