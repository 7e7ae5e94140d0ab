/// What the app brings beside its code, read and judged: catalogs, property lists, the project's description.

import Foundation

/// A string catalog.
struct Catalog: Decodable {
  let sourceLanguage: String
  let strings: [String: Entry]

  struct Entry: Decodable { let localizations: [String: Localization]? }
  struct Localization: Decodable { let stringUnit: Unit? }
  struct Unit: Decodable {
    let state: String
    let value: String
  }

  static func ofApp(_ name: String = "Localizable") throws -> Catalog {
    let path = "App/Resources/\(name).xcstrings"
    return try of(Data(contentsOf: Project.ios.appendingPathComponent(path)))
  }

  static func of(_ data: Data) throws -> Catalog {
    try JSONDecoder().decode(Catalog.self, from: data)
  }

  /// What is missing, or not to be said.
  func findings(languages: [String]) -> Findings {
    var wrong: Findings = sourceLanguage == "en" ? [] : ["source language \(sourceLanguage)"]
    for (key, entry) in strings.sorted(by: { $0.key < $1.key }) {
      let said = languages.map { entry.localizations?[$0]?.stringUnit }
      for (language, unit) in zip(languages, said) {
        let value = unit?.value.trimmingCharacters(in: .whitespaces) ?? ""
        if unit?.state != "translated" || value.isEmpty || value == key {
          wrong.append("\(key) has no \(language)")
        }
        wrong += Rules.unkind(value).map { "\(key) says \($0)" }
      }
      let slots = said.map {
        matches(#"%(?:\d\$)?[@a-z]+"#, in: $0?.value ?? "", whole: true).sorted()
      }
      if Set(slots).count > 1 { wrong.append("\(key) has other slots") }
    }
    return wrong
  }
}

/// Property lists.
enum Lists {
  static func ofApp(_ path: String) throws -> [String: Any] {
    try of(Data(contentsOf: Project.ios.appendingPathComponent("App/\(path)")))
  }

  static func of(_ data: Data) throws -> [String: Any] {
    let list = try PropertyListSerialization.propertyList(from: data, format: nil)
    return list as? [String: Any] ?? [:]
  }

  /// Asks the system for as little as can be.
  static func info(_ list: [String: Any], refresh: String, languages: [String]) -> Findings {
    var wrong: Findings = []
    if list["BGTaskSchedulerPermittedIdentifiers"] as? [String] != [refresh] {
      wrong.append("another refresh than the code asks for")
    }
    if list["UIBackgroundModes"] as? [String] != ["fetch"] { wrong.append("background modes") }
    if list["CFBundleLocalizations"] as? [String] != languages { wrong.append("languages") }
    let asks = list.keys.filter { $0.hasSuffix("UsageDescription") }
    if asks != ["NSFaceIDUsageDescription"] { wrong.append("asks for \(asks)") }
    for key in [
      "NSAppTransportSecurity", "UIFileSharingEnabled", "CFBundleURLTypes", "NSUserActivityTypes",
    ]
    where list[key] != nil { wrong.append("has \(key)") }
    for key in ["CFBundleIdentifier", "CFBundleExecutable", "CFBundleVersion", "UILaunchScreen"]
    where list[key] == nil { wrong.append("lacks \(key)") }
    return wrong
  }

  /// Exactly these, and nothing more.
  static func entitlements(_ list: [String: Any]) -> Findings {
    let allowed = ["com.apple.developer.default-data-protection": "NSFileProtectionComplete"]
    return list as? [String: String] == allowed ? [] : ["\(list.keys.sorted())"]
  }

  /// Collects nothing, tracks nobody, and gives a reason of the published list for each kind of call.
  static func privacy(_ list: [String: Any]) -> Findings {
    var wrong: Findings = []
    if list["NSPrivacyTracking"] as? Bool != false { wrong.append("tracks") }
    if (list["NSPrivacyTrackingDomains"] as? [Any])?.isEmpty != true { wrong.append("domains") }
    if (list["NSPrivacyCollectedDataTypes"] as? [Any])?.isEmpty != true { wrong.append("collects") }
    let reasons = [
      "NSPrivacyAccessedAPICategoryUserDefaults": ["CA92.1"],
      "NSPrivacyAccessedAPICategoryFileTimestamp": ["C617.1"],
      "NSPrivacyAccessedAPICategorySystemBootTime": ["35F9.1"],
    ]
    let said = list["NSPrivacyAccessedAPITypes"] as? [[String: Any]] ?? []
    let given = said.reduce(into: [String: [String]]()) { all, type in
      let name = type["NSPrivacyAccessedAPIType"] as? String ?? ""
      all[name] = type["NSPrivacyAccessedAPITypeReasons"] as? [String]
    }
    if given != reasons { wrong.append("reasons \(given)") }
    return wrong
  }
}

/// The project's description: the part of YAML that it is written in.
enum Described {
  /// Each value by its path, such as `targets.Requite.type`; what is listed is numbered.
  static func of(_ text: String) throws -> [String: String] {
    var values: [String: String] = [:]
    var path: [(indent: Int, name: String)] = []
    var numbers: [String: Int] = [:]
    for line in text.components(separatedBy: "\n") {
      var rest = line.prefix { $0 != "#" }.description
      if rest.trimmingCharacters(in: .whitespaces).isEmpty { continue }
      var indent = rest.prefix { $0 == " " }.count
      guard indent % 2 == 0, !rest.contains("\t") else { throw Broken(line: line) }
      rest = rest.trimmingCharacters(in: .whitespaces)
      while let last = path.last, last.indent >= indent { path.removeLast() }
      if rest.hasPrefix("- ") {
        let under = path.map(\.name).joined(separator: ".")
        path.append((indent, String(numbers[under, default: 0])))
        numbers[under, default: 0] += 1
        rest = String(rest.dropFirst(2))
        indent += 2
      }
      let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.last.map { unquoted(String($0)) } ?? ""
      if parts.count == 1 {
        guard path.last.map({ Int($0.name) != nil }) == true else { throw Broken(line: line) }
        values[path.map(\.name).joined(separator: ".")] = value
        continue
      }
      path.append((indent, String(parts[0])))
      let name = path.map(\.name).joined(separator: ".")
      if values[name] != nil { throw Broken(line: line) }
      if !value.isEmpty { values[name] = value }
    }
    return values
  }

  struct Broken: Error { let line: String }

  private static func unquoted(_ text: String) -> String {
    text.trimmingCharacters(in: CharacterSet(charactersIn: " \""))
  }

  /// What a reader of it would stumble over.
  static func findings(_ values: [String: String], there: (String) -> Bool) -> Findings {
    var wrong: Findings = []
    let fixed = [
      "options.deploymentTarget.iOS": "17.0", "settings.base.SWIFT_VERSION": "6.0",
      "settings.base.SWIFT_STRICT_CONCURRENCY": "complete", "packages.RequiteKit.path": ".",
      "targets.Requite.type": "application", "targets.Requite.platform": "iOS",
      "targets.Requite.dependencies.0.package": "RequiteKit",
    ]
    for (name, value) in fixed where values[name] != value { wrong.append(name) }
    for name in [
      "targets.Requite.sources.0.path", "targets.Requite.settings.base.INFOPLIST_FILE",
      "targets.Requite.settings.base.CODE_SIGN_ENTITLEMENTS",
    ] where !there(values[name] ?? "") { wrong.append(name) }
    return wrong
  }
}
