/// Rules about what is written by hand: each reads text and says what is wrong in it. Pure, so that a sample can fail it.

import Foundation

/// What is wrong, in a line each.
typealias Findings = [String]

enum Rules {
  /// Nothing is told outside the app: whatever is printed or logged may hold what somebody wrote.
  static func logs(_ source: String) -> Findings {
    found(
      #"\b(print|debugPrint|dump|NSLog|os_log|Logger|fatalError|preconditionFailure)\s*\("#, source)
  }

  /// What may be absent is asked for, never forced.
  static func forced(_ source: String) -> Findings {
    found(#"[\w\)\]\?>]!(?![=])|\btry!|\bas!"#, source)
  }

  /// A state has no default: whoever makes one says all of it.
  static func defaults(_ source: String) -> Findings {
    found(
      #"(?m)^\s*(public )?(var|let) \w+[^{\n]*=(?!=)[^\n]*"#,
      source.replacing("self.", with: "self_"))
      + found(#"init\((?s:[^{]*?)\w+: [\w\[\]\?: ]+ ="#, source)
  }

  /// No colour judges anybody.
  static func colours(_ source: String) -> Findings {
    found(#"(\.|Color\.)(red|green|orange|yellow)\b"#, source)
  }

  /// What moves asks first whether it may.
  static func motion(_ source: String) -> Findings {
    let moves = found(#"\.(animation|transition)\(|withAnimation"#, source)
    return source.contains("accessibilityReduceMotion") ? [] : moves
  }

  /// A picture that says something has words, and one that says nothing is passed over.
  static func pictures(_ source: String) -> Findings {
    code(source).components(separatedBy: "\n").filter {
      $0.contains("Image(") && !$0.contains(".accessibilityHidden(true)")
        && !$0.contains(".accessibilityLabel(")
    }
  }

  /// What is shown is in the catalog; what is a code is a word of a family, or stands here.
  static func strings(_ source: String, keys: Set<String>, codes: Set<String>) -> Findings {
    let shown = source.replacing(#/system(Image|Name): "[^"]*"/#, with: "")
    return literals(shown).filter { literal in
      literal.contains { $0.isLetter } && !keys.contains(literal) && !codes.contains(literal)
    }
  }

  /// Where nothing is shown, no literal is a sentence.
  static func sentences(_ source: String) -> Findings {
    literals(source).filter { $0.contains(#/\p{L} \p{L}/#) }
  }

  /// What is asked of the engine is counted under its own name, one call each.
  static func counted(_ source: String) -> Findings {
    let text = code(source, keepLiterals: true)
    let named = #""(\w+)\.(\w+)"[^{}]*\{\s*(?:\n\s*)?try await \$0\.(\w+)\(\)\.(\w+)\("#
    let all = NSRange(text.startIndex..., in: text)
    let regex = try? NSRegularExpression(pattern: named)
    var wrong: Findings = []
    let calls = regex?.matches(in: text, range: all) ?? []
    for call in calls {
      let part = { (group: Int) in
        Swift.Range(call.range(at: group), in: text).map { String(text[$0]) } ?? ""
      }
      // `run` is the binding's own: `begin`, and waiting for its end.
      let method = part(4) == "run" ? "begin" : part(4)
      if part(1) != part(3) || part(2) != method { wrong.append("\(part(1)).\(part(2))") }
    }
    let asked = matches(#"\$0\.\w+\(\)\.\w+\("#, in: text, whole: true)
    if asked.count != calls.count { wrong.append("\(asked.count) calls, \(calls.count) counted") }
    return wrong
  }

  /// What a screen draws and sends is what its state and its events have, by every name; and nothing that a person can do is
  /// left out.
  static func drawn(_ source: String, as screen: Screen) -> Findings {
    let text = code(source)
    let fields = matches(#"\bstate\.(\w+)"#, in: text).filter { !screen.state.contains($0) }
    let sent = matches(#"\bon\(\s*\.(\w+(?:\((?:[^()]|\([^()]*\))*\))?)"#, in: text).map { event in
      let labels = matches(#"[(,]\s*(\w+): "#, in: event)
      let name = event.prefix { $0 != "(" }
      return labels.isEmpty ? String(name) : "\(name)(\(labels.joined(separator: ",")))"
    }
    let unknown = sent.filter { !screen.events.contains($0) }
    let never = Set(screen.events).subtracting(sent).map { "never sends \($0)" }
    return fields + unknown + never.sorted()
  }

  /// Begins by saying what lives in it, and is short.
  static func head(_ source: String) -> Findings {
    let lines = source.components(separatedBy: "\n")
    var wrong: Findings = []
    if !(lines.first ?? "").hasPrefix("//") { wrong.append("does not say what lives here") }
    if lines.count > 400 { wrong.append("\(lines.count) lines") }
    return wrong
  }

  /// Words that no screen says of anybody.
  static func unkind(_ text: String) -> Findings {
    let banned = [
      "toxic", "narcissist", "abuser", "gaslight", "victim", "codependent", "attachment style",
      "score", "rating", "loser", "deserve better", "tóxic", "narcisista", "maltratador", "víctima",
      "puntuación", "military grade", "zero knowledge", "impossible to",
    ]
    return banned.filter { text.lowercased().contains($0) }
  }

  // MARK: Reading

  private static func found(_ pattern: String, _ source: String) -> Findings {
    matches(pattern, in: code(source), whole: true)
  }

  /// Without comments, and unless said without what stands in literals.
  static func code(_ source: String, keepLiterals: Bool = false) -> String {
    let bare = source.components(separatedBy: "\n").map { line in
      line.trimmingCharacters(in: .whitespaces).hasPrefix("//") ? "" : line
    }.joined(separator: "\n")
    if keepLiterals { return bare }
    let plain = bare.replacing(#/#+"(?s:.*?)"#+/#, with: "\"\"")
    return plain.replacing(#/"(?:[^"\\\n]|\\.)*"/#, with: "\"\"")
  }

  /// What stands in literals, without what is put into them.
  static func literals(_ source: String) -> [String] {
    matches(#""((?:[^"\\\n]|\\.)*)""#, in: code(source, keepLiterals: true)).map {
      $0.replacing(#/\\\([^)]*\)+/#, with: "").replacing(#/\\./#, with: "")
    }
  }
}
