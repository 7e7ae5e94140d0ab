/// The lists of screens, states and events: as docs/screens.md says them, as the Swift sources have them, as the Kotlin ones do.

import Foundation

/// One screen, by names alone.
struct Screen: Equatable {
  var name: String
  var state: [String]
  /// Each with what it carries, the first letter in lower case: `promiseAnswered(id,outcome)`.
  var events: [String]
  var opens: [String]
}

/// All of them.
struct Screens: Equatable {
  var enums: [String: [String]] = [:]
  var screens: [Screen] = []

  /// As the document says them.
  static func ofDocument() throws -> Screens {
    let text = try String(
      contentsOf: Project.root.appendingPathComponent("docs/screens.md"), encoding: .utf8)
    let block = text.components(separatedBy: "```screens")[1].components(separatedBy: "```")[0]
    var found = Screens()
    for line in block.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let rest = Array(words.dropFirst())
      let last = found.screens.count - 1
      switch words.first {
      case "enum": found.enums[rest[0]] = rest.dropFirst().map(lowered)
      case "screen": found.screens.append(Screen(name: rest[0], state: [], events: [], opens: []))
      case "state": found.screens[last].state = rest
      case "event": found.screens[last].events = rest.map(lowered)
      case "opens": found.screens[last].opens = rest == ["-"] ? [] : rest
      default: break
      }
    }
    return found
  }

  /// As the sources of the view models have them; what opening calls is counted, not read.
  static func ofSwift(in folder: URL, like document: Screens) throws -> Screens {
    let read = { (path: String) in
      try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }
    var found = Screens()
    let choices = try read("Choices.swift")
    for name in document.enums.keys {
      found.enums[name] = matches(#"case ([\w, ]+)"#, in: block("enum \(name):", of: choices))
        .flatMap { $0.components(separatedBy: ", ") }
    }
    for screen in document.screens {
      let state = try read("\(screen.name)/\(screen.name)State.swift")
      let event = try read("\(screen.name)/\(screen.name)Event.swift")
      let cases = matches(
        #"\n  case (\w+(?:\([^)]*\))?)"#, in: block("enum \(screen.name)Event", of: event))
      found.screens.append(
        Screen(
          name: screen.name,
          state: matches(#"public var (\w+):"#, in: block("struct \(screen.name)State", of: state)),
          events: cases.map { carried($0, separator: ":") }, opens: screen.opens))
    }
    return found
  }

  /// As the sources of the Android app have them; nothing where there is none.
  static func ofKotlin(in folder: URL, like document: Screens) throws -> Screens? {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let paths = (files?.allObjects as? [URL] ?? []).filter {
      $0.pathExtension == "kt" && $0.path.contains("/src/main/")
    }
    if paths.isEmpty { return nil }
    let all = try paths.map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
    return ofKotlin(source: all, like: document)
  }

  static func ofKotlin(source all: String, like document: Screens) -> Screens {
    var found = Screens()
    for name in document.enums.keys {
      let body = firstMatch(#"enum class \#(name)\b[^{]*\{([^};]*)"#, in: all) ?? ""
      found.enums[name] = matches(
        #"(\w+)"#, in: body.replacing(#/\/\/.*|\/\*(?s:.)*?\*\//#, with: "")
      ).map(lowered)
    }
    for screen in document.screens {
      let name = screen.name
      let fields = firstMatch(#"data class \#(name)State\(((?s:.)*?)\n\)"#, in: all) ?? ""
      let body = block("sealed interface \(name)Event", of: all)
      let cases = matches(
        #"data (?:object \w+|class \w+\((?:[^()]|\([^)]*\))*\))"#, in: body, whole: true)
      found.screens.append(
        Screen(
          name: name, state: matches(#"val (\w+):"#, in: fields),
          events: cases.map { text in
            let plain = text.replacing(#/data (object|class) /#, with: "").replacing(
              "val ", with: "")
            return lowered(carried(plain, separator: ":"))
          }, opens: screen.opens))
    }
    return found
  }

  /// What differs, in words.
  func differences(from other: Screens) -> [String] {
    var told: [String] = []
    for (name, cases) in enums where other.enums[name] != cases {
      told.append("enum \(name): \(cases) and \(other.enums[name] ?? [])")
    }
    for screen in screens {
      guard let there = other.screens.first(where: { $0.name == screen.name }) else {
        told.append("screen \(screen.name) is on one side only")
        continue
      }
      if there.state != screen.state {
        told.append("\(screen.name)State: \(screen.state) and \(there.state)")
      }
      if there.events != screen.events {
        told.append("\(screen.name)Event: \(screen.events) and \(there.events)")
      }
    }
    return told
  }

  /// `case(id: String, to: Int)` as `case(id,to)`.
  private static func carried(_ text: String, separator: String) -> String {
    guard let open = text.firstIndex(of: "(") else { return text }
    let inside = text[text.index(after: open)...].dropLast()
    let names = inside.split(separator: ",").compactMap { part in
      part.contains(separator)
        ? part.components(separatedBy: separator)[0].trimmingCharacters(in: .whitespacesAndNewlines)
        : nil
    }
    return text[..<open] + "(" + names.joined(separator: ",") + ")"
  }

  private static func lowered(_ name: String) -> String {
    name.prefix(1).lowercased() + name.dropFirst()
  }

  /// What stands between the braces that follow.
  private static func block(_ head: String, of text: String) -> String {
    guard let start = text.firstRange(of: head)?.upperBound,
      let open = text[start...].firstIndex(of: "{")
    else { return "" }
    var depth = 0
    for index in text[open...].indices {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" { depth -= 1 }
      if depth == 0 { return String(text[text.index(after: open)..<index]) }
    }
    return ""
  }
}

/// The first group of each match, or the whole of it.
func matches(_ pattern: String, in text: String, whole: Bool = false) -> [String] {
  guard let regex = try? NSRegularExpression(pattern: pattern) else { return [] }
  let all = NSRange(text.startIndex..., in: text)
  return regex.matches(in: text, range: all).compactMap { match in
    let range = whole || match.numberOfRanges == 1 ? match.range : match.range(at: 1)
    return Swift.Range(range, in: text).map { String(text[$0]) }
  }
}

func firstMatch(_ pattern: String, in text: String) -> String? {
  matches(pattern, in: text).first
}

/// Where the project is.
enum Project {
  static let ios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let root = ios.deletingLastPathComponent()
  static let kit = ios.appendingPathComponent("RequiteKit/Sources")
}
