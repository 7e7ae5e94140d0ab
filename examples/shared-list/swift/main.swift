/// A shopping list that two devices share, in Swift: the same story as in `../src/lib.rs`. Takes the address of a relay.

import Foundation
import Requite

/// What a list is, and how each field of it merges. Everything else follows from this.
func kinds() -> [Kind] {
  let words = Scalar.text(maxBytes: 200)
  let fields = [
    Field(name: "title", merge: .text(maxBytes: 1_000), searchWeight: 1),
    Field(name: "items", merge: .order(of: words)),
    Field(name: "bought", merge: .set(of: words)),
    Field(name: "urgent", merge: .enableWins),
  ]
  return [Kind(name: "list", fields: fields)]
}

func place(_ item: String, after: String? = nil) -> Edit {
  .place(field: "items", element: .text(value: item), after: after.map { .text(value: $0) })
}

/// A list as it is kept; what nobody has said yet is not there.
struct List: Decodable {
  var title: String?
  var items: [String]?
  var bought: [String]?
  var urgent: Bool?

  /// As a person sees it.
  var shown: String {
    let bought = Set(bought ?? [])
    let lines = (items ?? []).map { "[\(bought.contains($0) ? "x" : " ")] \($0)" }
    return (["\(title ?? "")\(urgent == true ? " (urgent)" : "")"] + lines).joined(separator: "\n")
  }
}

extension RecordEngine {
  /// Changes the list. A change of a text says which text was before the person.
  func change(_ list: String, title: String, _ edits: Edit...) async throws {
    let seen = try await get(id: list).heads
    let retitled = Edit.text(field: "title", base: seen, text: title)
    let write = RecordWrite(id: list, kind: "list", edits: [retitled] + edits)
    try await commit(label: "change", writes: [write])
  }

  func shown(_ list: String) async throws -> String {
    try await JSONDecoder().decode(List.self, from: Data(get(id: list).json.utf8)).shown
  }
}

/// Both devices change one list without hearing of each other, then meet at the relay. What each shows in the end.
func run(relay: String, folder: String) async throws -> [String] {
  let phone = try await RecordEngine.create(
    folder: "\(folder)/phone", kinds: kinds(), deviceName: "phone", passphrase: "a passphrase")
  let recovery = phone.takeWords() ?? ""
  let list = try await phone.newId()
  let edits = [
    Edit.text(field: "title", base: nil, text: "For Friday"), place("milk"),
    place("bread", after: "milk"),
  ]
  try await phone.commit(
    label: "new list", writes: [RecordWrite(id: list, kind: "list", edits: edits)])
  try await phone.sync().run(relays: [relay])

  // The tablet comes to the same vault by the recovery words.
  let tablet = try await RecordEngine.restore(
    folder: "\(folder)/tablet", kinds: kinds(), words: recovery, relay: relay,
    deviceName: "tablet", passphrase: "another passphrase")
  // A program that ends lets go of its files first.
  defer { for device in [phone, tablet] { device.shutDown() } }
  try await tablet.sync().run(relays: [relay])

  // Both are offline.
  try await phone.change(
    list, title: "For Friday evening", .add(field: "bought", element: .text(value: "milk")),
    place("apples", after: "milk"))
  try await tablet.change(
    list, title: "Shopping for Friday", .remove(field: "items", element: .text(value: "bread")),
    place("soap"), .assert(field: "urgent"))

  // They meet. Nobody is asked anything, and nothing is lost.
  for device in [phone, tablet, phone] { try await device.sync().run(relays: [relay]) }
  return [try await phone.shown(list), try await tablet.shown(list)]
}

guard CommandLine.arguments.count == 2 else {
  print("Two devices need a relay between them: `requite relay` says where it listens.")
  exit(2)
}
let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
let shown = try await run(relay: CommandLine.arguments[1], folder: folder.path)
print("On the phone:\n\(shown[0])\n\nOn the tablet:\n\(shown[1])")
if shown[0] != shown[1] { exit(1) }
