/// The verbs about the journal: each is a call of the package.

import Requite

struct Call {
  private let engine: Engine

  init(_ engine: Engine) {
    self.engine = engine
  }

  /// None where it is no verb about the journal.
  func answer(_ verb: String, _ asked: Asked) async throws -> Value? {
    if let told = try await diary(verb, asked) { return told }
    if let told = try await people(verb, asked) { return told }
    if let told = try await deeds(verb, asked) { return told }
    return try await looking(verb, asked)
  }

  private func diary(_ verb: String, _ asked: Asked) async throws -> Value? {
    let journal = engine.journal()
    switch verb {
    case "write":
      let entry = NewEntry(
        text: try asked.text("text"), title: try asked.some("title"), when: try when(asked),
        people: try asked.texts("people"), tags: try asked.texts("tags"),
        starred: try asked.flag("starred"), facts: try facts(asked))
      return told(try await journal.write(entry: entry))
    case "list":
      let query = EntryQuery(
        limit: UInt32(try asked.number("limit") ?? 100), cursor: try asked.some("cursor"),
        person: try asked.some("person"), tag: try asked.some("tag"),
        from: try asked.some("from"), to: try asked.some("to"))
      return told(try await journal.entries(query: query))
    case "show": return told(try await journal.show(id: asked.text("id")))
    case "edit":
      return told(
        try await journal.edit(
          id: asked.text("id"), base: asked.some("base"), body: asked.text("text")))
    case "set_facts":
      return told(try await journal.editFacts(id: asked.text("id"), facts: facts(asked)))
    case "trash": return told(try await journal.trash(id: asked.text("id")))
    case "untrash": return told(try await journal.untrash(id: asked.text("id")))
    case "history": return told(try await journal.history(id: asked.text("id")))
    case "restore_version":
      return told(
        try await journal.restoreVersion(id: asked.text("id"), version: asked.text("version")))
    case "clear_mark":
      return told(try await journal.clearMark(id: asked.text("id"), mark: asked.text("mark")))
    case "undo": return told(try await journal.undo())
    default: return nil
    }
  }

  private func people(_ verb: String, _ asked: Asked) async throws -> Value? {
    let people = engine.people()
    let who = { try asked.text("person") }
    switch verb {
    case "add_person": return told(try await people.add(name: asked.text("name")))
    case "people": return told(try await people.list(including: including(asked)))
    case "alias": return told(try await people.alias(who: who(), alias: asked.text("alias")))
    case "quiet": return told(try await people.quiet(who: who(), until: asked.some("until")))
    case "unquiet": return told(try await people.unquiet(who: who()))
    case "mark_unsafe": return told(try await people.markUnsafe(who: who()))
    case "unmark_unsafe": return told(try await people.unmarkUnsafe(who: who()))
    case "merge": return told(try await people.merge(who: who(), with: asked.text("into")))
    default: return nil
    }
  }

  private func deeds(_ verb: String, _ asked: Asked) async throws -> Value? {
    let evidence = engine.evidence()
    switch verb {
    case "promise":
      let promise = NewPromise(
        person: try asked.text("person"), text: try asked.text("text"), by: try asked.some("by"),
        made: try asked.some("made"), due: try asked.some("due"),
        dueKind: try asked.some("due_kind"), size: try asked.some("size"))
      return told(try await evidence.addPromise(promise: promise))
    case "resolve":
      return told(
        try await evidence.resolvePromise(
          id: asked.text("id"), outcome: asked.text("outcome"), on: asked.some("on")))
    case "promises":
      let query = PromiseQuery(
        person: try asked.some("person"), outcome: try asked.some("outcome"))
      return told(try await evidence.promises(query: query))
    case "contact":
      let contact = NewContact(
        people: try asked.texts("people"), started: try asked.text("started"),
        channel: try asked.some("channel"), minutes: try asked.number("minutes").map(Int64.init),
        when: try when(asked))
      return told(try await evidence.addContact(contact: contact))
    case "need":
      let need = NewNeed(
        person: try asked.text("person"), text: try asked.text("text"),
        whose: try asked.some("whose"), date: try asked.some("date"))
      return told(try await evidence.addNeed(need: need))
    case "ask_need":
      return told(
        try await evidence.askNeed(
          id: asked.text("id"), how: asked.text("how"), on: asked.some("on")))
    case "answer_need":
      return told(
        try await evidence.answerNeed(
          id: asked.text("id"), response: asked.text("response"), on: asked.some("on")))
    case "needs": return told(try await evidence.needs(person: asked.some("person")))
    default: return nil
    }
  }

  private func looking(_ verb: String, _ asked: Asked) async throws -> Value? {
    let looking = engine.looking()
    switch verb {
    case "search":
      let query = SearchQuery(
        words: try asked.text("words"), limit: UInt32(try asked.number("limit") ?? 100),
        person: try asked.some("person"), including: try including(asked))
      return told(try await looking.search(query: query))
    case "moment":
      let moment = NewMoment(
        people: try asked.texts("people"), kind: try asked.text("kind"),
        line: try asked.some("line"), direction: try asked.choice("from", [.them, .me, .both]),
        when: try when(asked))
      return told(try await looking.log(moment: moment))
    case "timeline":
      let query = TimelineQuery(
        person: try asked.some("person"), limit: 100, including: try including(asked))
      return told(try await looking.timeline(query: query))
    case "picture": return told(try await engine.pictures().of(who: asked.text("person")))
    default: return nil
    }
  }

  private func when(_ asked: Asked) throws -> When {
    When(date: try asked.some("date"), time: try asked.some("time"))
  }

  private func facts(_ asked: Asked) throws -> EntryFacts {
    EntryFacts(mood: try asked.some("mood"), place: try asked.some("place"))
  }

  private func including(_ asked: Asked) throws -> Including {
    try asked.choice("including", [.usual, .quiet, .everybody]) ?? .usual
  }
}

/// What a call gave, as the answer of a verb, with the few names that differ from the suite's.
private func told(_ given: Any) -> Value {
  switch given {
  case let list as [Any]: .object(["items": .list(list.map(told))])
  case let id as String: .object(["id": .text(id)])
  default: asInTheSuite(Value(describing: given))
  }
}

private func asInTheSuite(_ value: Value) -> Value {
  switch value {
  case .list(let items): return .list(items.map(asInTheSuite))
  case .object(var fields):
    if fields.count == 2, let low = fields["low"], let high = fields["high"] {
      return .list([low, high])
    }
    if let isUnsafe = fields.removeValue(forKey: "is_unsafe") { fields["unsafe"] = isUnsafe }
    if case .object(let item)? = fields.removeValue(forKey: "item") {
      fields.merge(item) { kind, _ in kind }
    }
    return .object(fields.mapValues(asInTheSuite))
  case .null, .flag, .number, .text: return value
  }
}
