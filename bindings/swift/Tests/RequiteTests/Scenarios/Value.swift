/// JSON as a value: what a story says and what a surface answers, in one form that can be compared.

import Foundation

enum Value: Hashable, Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([Value])
  case object([String: Value])

  init(of file: URL) throws {
    self = try JSONDecoder().decode(Value.self, from: Data(contentsOf: file))
  }

  /// What stands under a key; null where nothing does.
  subscript(key: String) -> Value {
    if case .object(let fields) = self { fields[key] ?? .null } else { .null }
  }
}

extension Value: Decodable {
  init(from decoder: any Decoder) throws {
    let it = try decoder.singleValueContainer()
    if it.decodeNil() {
      self = .null
    } else if let flag = try? it.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? it.decode(Double.self) {
      self = .number(number)
    } else if let text = try? it.decode(String.self) {
      self = .text(text)
    } else if let list = try? it.decode([Value].self) {
      self = .list(list)
    } else {
      self = .object(try it.decode([String: Value].self))
    }
  }
}

extension Value: ExpressibleByStringLiteral {
  init(stringLiteral text: String) { self = .text(text) }
}

extension Value {
  /// Anything of the package's as JSON: records by their fields, choices by their names, both written as in Rust.
  init(describing any: Any) {
    switch any {
    case let value as Value: self = value
    case let flag as Bool: self = .flag(flag)
    case let text as String: self = .text(text)
    case let number as any BinaryInteger: self = .number(Double(number))
    case let number as Double: self = .number(number)
    default: self = Self.taken(apart: any)
    }
  }

  private static func taken(apart any: Any) -> Value {
    let parts = Swift.Mirror(reflecting: any)
    switch parts.displayStyle {
    case .optional:
      return parts.children.first.map { Value(describing: $0.value) } ?? .null
    case .collection:
      return .list(parts.children.map { Value(describing: $0.value) })
    case .dictionary:
      let pairs = any as? [String: Any] ?? [:]
      return .object(pairs.mapValues { Value(describing: $0) })
    case .enum:
      return .text(asInRust("\(any)"))
    default:
      let fields = parts.children.map { (asInRust($0.label ?? ""), Value(describing: $0.value)) }
      return .object(Dictionary(uniqueKeysWithValues: fields))
    }
  }

  /// `quietUntil` is `quiet_until` there.
  private static func asInRust(_ name: String) -> String {
    name.reduce(into: "") { told, letter in
      told += letter.isUppercase ? "_\(letter.lowercased())" : String(letter)
    }
  }
}
