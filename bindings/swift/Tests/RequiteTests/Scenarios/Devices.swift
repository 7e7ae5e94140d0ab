/// The engines that are open, by the names of their devices, and the verbs about devices.

import Foundation
import Requite

struct Devices {
  private static let passphrase = "between us"
  private static let zone = "UTC"

  private let folder: URL
  private let relay: String
  private var engines: [String: Engine] = [:]

  init(in folder: URL, relay: String) {
    (self.folder, self.relay) = (folder, relay)
  }

  func shutDown() {
    for engine in engines.values { engine.shutDown() }
  }

  mutating func act(_ name: String, _ verb: String, _ asked: Asked) async throws -> Value {
    switch verb {
    case "create": return try await create(name)
    case "restore": try await restore(name, asked)
    case "pair": try await pair(name, asked)
    case "reopen": try await reopen(name, asked)
    default:
      if let told = try await Call(engine(name)).answer(verb, asked) { return told }
      return try await device(name, verb, asked)
    }
    return .object([:])
  }

  private func engine(_ name: String) throws -> Engine {
    guard let engine = engines[name] else { throw Broken("\(name) is not open") }
    return engine
  }

  private func place(_ name: String) -> String {
    folder.appendingPathComponent(name).path
  }

  private mutating func create(_ name: String) async throws -> Value {
    let engine = try await Engine.create(
      folder: place(name), deviceName: name, passphrase: Self.passphrase, zone: Self.zone)
    engines[name] = engine
    return words(engine.takeWords() ?? "")
  }

  private mutating func restore(_ name: String, _ asked: Asked) async throws {
    engines[name] = try await Engine.restore(
      folder: place(name), words: asked.texts("words").joined(separator: " "), relay: relay,
      deviceName: name, passphrase: Self.passphrase, zone: Self.zone)
  }

  private mutating func reopen(_ name: String, _ asked: Asked) async throws {
    engines.removeValue(forKey: name)?.shutDown()
    engines[name] = try await Engine.open(
      folder: place(name), passphrase: asked.some("passphrase") ?? Self.passphrase, zone: Self.zone)
  }

  private mutating func pair(_ name: String, _ asked: Asked) async throws {
    let invitation = try await engine(asked.text("by")).devices().invite(
      relay: relay, passphrase: Self.passphrase)
    let joining = try join(
      folder: place(name), line: invitation.line(), deviceName: name,
      passphrase: Self.passphrase, zone: Self.zone)
    _ = try await invitation.newcomer()
    var digits = try await joining.digits()
    switch try asked.text("digits") {
    case "right": break
    case "wrong": digits = String(format: "%06d", ((Int(digits) ?? 0) + 1) % 1_000_000)
    default: throw Broken("digits are right or wrong")
    }
    do {
      _ = try await invitation.confirm(digits: digits, passphrase: nil, past: .newcomer)
    } catch let refused as EngineError {
      do {
        _ = try await Engine.joined(joining: joining)
      } catch is EngineError {
        throw refused
      }
      throw Broken("the newcomer came in all the same")
    }
    engines[name] = try await Engine.joined(joining: joining)
  }

  private func device(_ name: String, _ verb: String, _ asked: Asked) async throws -> Value {
    let engine = try engine(name)
    switch verb {
    case "lock": engine.lock()
    case "unlock": try await engine.unlock(passphrase: asked.some("passphrase") ?? Self.passphrase)
    case "devices":
      let listed = try await engine.devices().list().sorted { $0.name < $1.name }
      let told = listed.map { it in
        Value.object([
          "name": .text(it.name), "this": .flag(it.this), "removed": .flag(it.revokedMs != nil),
        ])
      }
      return .object(["devices": .list(told)])
    case "revoke":
      let lost = try asked.text("name")
      guard let device = try await engine.devices().list().first(where: { $0.name == lost }) else {
        throw Broken("there is no \(lost)")
      }
      _ = try await engine.devices().revoke(id: device.id)
    case "change_words":
      return words(try await engine.devices().changeWords(passphrase: Self.passphrase))
    case "sync": _ = try await engine.sync().once(relays: [relay])
    case "status": return Value(describing: try await engine.sync().status())
    default: throw Broken("there is no call for \(verb)")
    }
    return .object([:])
  }

  private func words(_ words: String) -> Value {
    .object(["words": .list(words.split(separator: " ").map { .text(String($0)) })])
  }
}
