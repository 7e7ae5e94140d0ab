/// Made-up people and notes for previews. Nobody's.

import RequiteKit

enum Sample {
  static let person = Person(
    id: "1", name: "Noa", alias: nil, quiet: false, quietUntil: nil, isUnsafe: false, stage: nil,
    merged: [])
  static let somebody = card("person", title: "Noa", excerpt: "")
  static let card = card("entry", title: "", excerpt: "The first snow.")
  static let promise = Promise(
    id: "2", person: "Noa", by: "them", text: "Call on Sunday", made: "2026-11-01", due: nil,
    size: nil, outcome: nil, marked: [], resolvedOn: nil, evidence: [])
  static let prompt = Prompt(
    id: "3", set: "kindness", text: "What would you say to a friend who wrote this?", hidden: false)
  static let mark = Mark(id: "4", field: "body", start: 0, end: 3, variants: ["one", "two"])
  static let found = Found(
    kind: "entry",
    item: EntryItem(
      id: "5", date: "2026-11-27", time: nil, title: "", excerpt: "The first snow.",
      people: ["Noa"], tags: [], starred: false))
  static let device = Device(
    id: "6", name: "phone", this: true, addedMs: 1_795_000_000_000, revokedMs: nil,
    lastHeardMs: nil, newUntilMs: nil)
  static let picture = PicturePage(
    measures: [
      PairedMeasure(
        id: "follow_through",
        pairs: [Pair(id: "kept", them: 4, me: 5), Pair(id: "not_kept", them: 4, me: 1)],
        them: Side(low: 0.3, high: 0.7, sentences: ["You noted 4 kept, 4 not. That is mixed."]),
        me: Side(low: 0.5, high: 0.9, sentences: ["You noted 5 kept and 1 not of yours."]))
    ],
    remarks: [], unpromised: 2)

  private static func card(_ kind: String, title: String, excerpt: String) -> Card {
    Card(
      id: "7", kind: kind, date: "2026-11-27", time: nil, title: title, excerpt: excerpt,
      people: [], flags: [])
  }
}
