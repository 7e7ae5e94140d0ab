/// The arguments of a step, as the package's calls take them.

struct Asked {
  private let given: Value

  init(_ given: Value) {
    self.given = given
  }

  /// A text that has to be there.
  func text(_ key: String) throws -> String {
    guard let text = try some(key) else { throw Broken("\(key) is missing") }
    return text
  }

  /// A text that may be left out.
  func some(_ key: String) throws -> String? {
    switch given[key] {
    case .null: nil
    case .text(let text): text
    default: throw Broken("\(key) is no text")
    }
  }

  func texts(_ key: String) throws -> [String] {
    switch given[key] {
    case .null: return []
    case .list(let items):
      return try items.map {
        if case .text(let text) = $0 { text } else { throw Broken("\(key) holds what is no text") }
      }
    default: throw Broken("\(key) is no list")
    }
  }

  func number(_ key: String) throws -> Int? {
    switch given[key] {
    case .null: nil
    case .number(let number): Int(exactly: number)
    default: throw Broken("\(key) is no number")
    }
  }

  func flag(_ key: String) throws -> Bool {
    switch given[key] {
    case .null: false
    case .flag(let flag): flag
    default: throw Broken("\(key) is neither true nor false")
    }
  }

  /// One of several choices, by its name.
  func choice<Choice>(_ key: String, _ choices: [Choice]) throws -> Choice? {
    guard let name = try some(key) else { return nil }
    guard let choice = choices.first(where: { "\($0)" == name }) else {
      throw Broken("\(key) has no choice \(name)")
    }
    return choice
  }
}
