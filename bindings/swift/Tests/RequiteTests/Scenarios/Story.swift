/// Runs a story of `bindings/scenarios` from beginning to end; what is not known fails, nothing is passed over.

import Foundation
import Requite
import Testing

struct Story: Sendable, CustomTestStringConvertible {
  let file: URL

  var testDescription: String { file.deletingPathExtension().lastPathComponent }

  static let folder = URL(fileURLWithPath: #filePath).appendingPathComponent(
    "../../../../../scenarios"
  ).standardizedFileURL

  /// Every story of a folder, by name.
  static func all(in folder: URL = folder) throws -> [Story] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map(Story.init)
  }

  /// Throws where it does not hold.
  func run() async throws {
    let story = try Value(of: file)
    try known(story, ["name", "steps"])
    guard case .list(let steps) = story["steps"] else { throw Broken("there are no steps") }
    let began = ContinuousClock.now
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let verbs = try Value(of: Self.folder.appendingPathComponent("format/verbs.json"))
    var telling = Telling(in: folder, verbs: verbs, relay: try Relay(in: folder))
    defer { telling.end() }
    for (number, step) in steps.enumerated() {
      do {
        try await telling.take(step)
      } catch let why as Broken {
        throw Broken("step \(number + 1) (\(step["do"])): \(why)")
      }
    }
    try report(took: ContinuousClock.now - began)
  }

  /// One line for each story that held, where a report is asked for.
  private func report(took: Duration) throws {
    guard let folder = ProcessInfo.processInfo.environment["REQUITE_REPORT"] else { return }
    let seconds = String(format: "%.2f", took / .seconds(1))
    let report = URL(fileURLWithPath: folder).appendingPathComponent("swift")
    let before = (try? Data(contentsOf: report)) ?? Data()
    try (before + Data("\(testDescription)\t\(seconds)\n".utf8)).write(to: report)
  }
}

/// A story that is being told: who is open, what was kept.
private struct Telling {
  private let verbs: Value
  private let relay: Relay
  private var devices: Devices
  private var kept: [String: Value]

  init(in folder: URL, verbs: Value, relay: Relay) {
    (self.verbs, self.relay) = (verbs, relay)
    devices = Devices(in: folder, relay: relay.url)
    kept = ["relay": .text(relay.url)]
  }

  func end() {
    devices.shutDown()
    relay.stop()
  }

  mutating func take(_ step: Value) async throws {
    let (verb, given) = try understood(step)
    let names: [Value]
    switch step["on"] {
    case .null: return try ofRelay(verb)
    case .list(let several): names = several
    case let one: names = [one]
    }
    if step["keep"] != .null, names.count != 1 { throw Broken("what is kept is one device's") }
    for case .text(let name) in names {
      let asked = Asked(try .object(given).filled(with: kept))
      do {
        let answer = try await devices.act(name, verb, asked)
        try judge(step, answer)
      } catch let refused as EngineError {
        if step["error"] != .text(refused.code) {
          throw Broken("expected \(step["error"]), and it is \(refused.code)")
        }
      }
    }
  }

  private func understood(_ step: Value) throws -> (verb: String, given: [String: Value]) {
    try known(step, ["on", "do", "with", "expect", "error", "keep"])
    guard case .text(let verb) = step["do"], case .object(let rule) = verbs[verb] else {
      throw Broken("there is no such verb")
    }
    let names = { (key: String) -> Set<Value> in
      if case .list(let names)? = rule[key] { Set(names) } else { [] }
    }
    let given: [String: Value] = if case .object(let given) = step["with"] { given } else { [:] }
    let said = Set(given.keys.map(Value.text))
    if !said.isSubset(of: names("needs").union(names("may"))) {
      throw Broken("there is an unknown argument")
    }
    if !said.isSuperset(of: names("needs")) { throw Broken("an argument is missing") }
    if step["error"] != .null, step["expect"] != .null || step["keep"] != .null {
      throw Broken("an error has no answer")
    }
    return (verb, given)
  }

  private func ofRelay(_ verb: String) throws {
    switch verb {
    case "stop_relay": relay.stop()
    case "start_relay": try relay.start()
    default: throw Broken("nobody is to do it")
    }
  }

  private mutating func judge(_ step: Value, _ answer: Value) throws {
    if step["error"] != .null {
      throw Broken("expected the error \(step["error"]), and it answers \(answer)")
    }
    if step["expect"] != .null { try step["expect"].filled(with: kept).match(answer) }
    guard case .object(let keeps) = step["keep"] else { return }
    for (name, path) in keeps {
      guard case .text(let path) = path else { throw Broken("a path is a text") }
      kept[name] = try answer.found(by: path)
    }
  }
}

private func known(_ value: Value, _ keys: Set<String>) throws {
  guard case .object(let fields) = value else { throw Broken("it is no object") }
  let unknown = Set(fields.keys).subtracting(keys)
  if !unknown.isEmpty { throw Broken("there is no key \(unknown.sorted())") }
}
