/// How a text becomes an entry: the same for a line of today, a note at the door, and what was left on a sheet.

import Requite

extension Bridge {
  /// Writes an entry of now. Gives its id; it is durable then.
  func write(_ text: String, title: String?) async throws -> String {
    let entry = NewEntry(text: text, title: title, when: When(), facts: EntryFacts())
    return try await act("journal.write") { try await $0.journal().write(entry: entry) }.id
  }
}

extension String {
  /// Whether there is anything to be kept.
  var holdsWords: Bool { contains { !$0.isWhitespace } }

  /// Without what was saved of it; what was typed meanwhile stays.
  mutating func drop(saved: String) {
    if hasPrefix(saved) { removeFirst(saved.count) }
  }
}
