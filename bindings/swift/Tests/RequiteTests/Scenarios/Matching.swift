/// What a step says, against what it is to match. `bindings/scenarios/README.md` has the rules.

/// A story that does not hold, or that this runner does not know how to run.
struct Broken: Error, CustomStringConvertible {
  let description: String

  init(_ why: String) {
    description = why
  }
}

extension Value {
  /// With its variables and repetitions filled in; operators stay.
  func filled(with kept: [String: Value]) throws -> Value {
    switch self {
    case .text(let text) where text.hasPrefix("$"):
      guard let value = kept[String(text.dropFirst())] else {
        throw Broken("\(text) was never kept")
      }
      return value
    case .list(let items):
      return .list(try items.map { try $0.filled(with: kept) })
    case .object(let fields):
      if fields.count == 1, let repeated = fields["$repeat"] {
        guard case .list(let parts) = repeated, parts.count == 2, case .text(let text) = parts[0],
          case .number(let times) = parts[1]
        else { throw Broken("$repeat takes a text and a number") }
        return .text(String(repeating: text, count: Int(times)))
      }
      return .object(try fields.mapValues { try $0.filled(with: kept) })
    case .null, .flag, .number, .text:
      return self
    }
  }

  /// Throws where `got` is not what this wants.
  func match(_ got: Value, at place: String = "answer") throws {
    switch (self, got) {
    case (.object(let wanted), _) where wanted.keys.contains { $0.hasPrefix("$") }:
      if try Self.operated(wanted, got) { return }
    case (.object(let wanted), .object(let fields)):
      for (key, item) in wanted {
        try item.match(fields[key] ?? .null, at: "\(place).\(key)")
      }
      return
    case (.list(let wanted), .list(let items)) where wanted.count == items.count:
      for (index, (item, there)) in zip(wanted, items).enumerated() {
        try item.match(there, at: "\(place).\(index)")
      }
      return
    case (.number(let wanted), .number(let number)):
      if abs(wanted - number) < 1e-6 { return }
    case (.null, .null), (.flag, .flag), (.text, .text):
      if self == got { return }
    default: break
    }
    throw Broken("\(place): expected \(self), and it is \(got)")
  }

  /// What a path leads to: keys and indexes with dots between.
  func found(by path: String) throws -> Value {
    let end = path.split(separator: ".").reduce(self) { at, part in
      guard case .list(let items) = at else { return at[String(part)] }
      guard let index = Int(part), items.indices.contains(index) else { return .null }
      return items[index]
    }
    if end == .null { throw Broken("\(path) leads to nothing") }
    return end
  }

  private static func operated(_ wanted: [String: Value], _ got: Value) throws -> Bool {
    guard wanted.count == 1, let (name, of) = wanted.first else {
      throw Broken("an operator stands alone")
    }
    switch (name, of, got) {
    case ("$count", .number(let count), .list(let items)): return items.count == Int(count)
    case ("$some", _, .list(let items)): return try items.contains { try of.matches($0) }
    case ("$none", _, .list(let items)): return try !items.contains { try of.matches($0) }
    case ("$contains", .text(let part), .text(let text)): return text.contains(part)
    case ("$not", _, _): return try !of.matches(got)
    case ("$count", _, _), ("$some", _, _), ("$none", _, _), ("$contains", _, _): return false
    default: throw Broken("\(name) is no operator")
    }
  }

  private func matches(_ got: Value) throws -> Bool {
    do {
      try match(got)
      return true
    } catch is Broken {
      return false
    }
  }
}
