/// The sheet: notes a moment, a feeling or a care, by anyhow many of its fields. What is not saved stays on the sheet.

import Observation
import Requite

@MainActor @Observable public final class CaptureViewModel: ViewModel, Keeper {
  public private(set) var state: CaptureState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private var saving = false
  @ObservationIgnored private var misread = Misread()
  private var bridge: Bridge { app.bridge }

  public init(_ app: AppViewModel, mode: CaptureMode) {
    self.app = app
    state = CaptureState(
      phase: .loading, mode: mode, people: [], person: nil, kind: nil, direction: .them,
      line: "", feelings: [:], date: "", saved: nil, error: nil)
    app.bridge.keep(for: self)
  }

  public func live() async {
    let changes = bridge.changes()
    await load()
    for await kinds in changes where kinds.contains("person") { await load() }
  }

  public func on(_ event: CaptureEvent) {
    switch event {
    case .modeChosen(let mode): state.mode = mode
    case .personChosen(let id): state.person = state.person == id ? nil : id
    case .personNamed(let text): Task { await name(text) }
    case .kindChosen(let kind): state.kind = kind
    case .directionChosen(let direction): state.direction = direction
    case .lineChanged(let text): state.line = text
    case .feelingSet(let feeling, let value): state.feelings[feeling] = value
    case .dateChanged(let text): state.date = text
    case .saved: Task { await save() }
    case .undone: Task { await undo() }
    case .closed: app.on(.back)
    }
  }

  private func load() async {
    do {
      state.people = try await bridge.ask("people.list") {
        try await $0.people().list(including: .usual)
      }
      state.phase = state.people.isEmpty ? .empty : .ready
      state.error = misread.after(nil, told: state.error)
    } catch {
      state.error = misread.after(Failure.code(of: error), told: state.error)
      if state.phase == .loading { state.phase = .failed }
    }
  }

  private func name(_ text: String) async {
    state.error = await attempt {
      let person = try await bridge.act("people.add") { try await $0.people().add(name: text) }
      if !state.people.contains(where: { $0.id == person.id }) { state.people.append(person) }
      state.person = person.id
      state.phase = .ready
    }
  }

  private func save() async {
    guard !saving else { return }
    saving = true
    state.error = await attempt {
      switch state.mode {
      case .moment: try await saveMoment()
      case .felt: try await saveFelt()
      case .care: try await saveCare()
      }
      state.saved = bridge.offer("undo.\(state.mode.rawValue)") { [weak self] over in
        if self?.state.saved == over { self?.state.saved = nil }
      }
      state.line = ""
      state.kind = nil
      state.feelings = [:]
    }
    saving = false
  }

  /// The app is left with a line on the sheet: it becomes an entry, as after a lock the sheet is gone.
  public func keep() async {
    let line = state.line
    guard !saving, line.holdsWords else { return }
    saving = true
    state.error = await attempt {
      _ = try await bridge.write(line, title: nil)
      state.line.drop(saved: line)
    }
    saving = false
  }

  private func saveMoment() async throws {
    let moment = NewMoment(
      people: state.person.map { [$0] } ?? [], kind: state.kind ?? "", line: line,
      direction: state.direction, when: When(date: date, time: nil))
    _ = try await bridge.act("looking.log") { try await $0.looking().log(moment: moment) }
  }

  private func saveFelt() async throws {
    let felt = NewFelt(
      person: state.person, around: state.person == nil ? nil : "after",
      fields: state.feelings.mapValues(Int64.init), line: line,
      when: When(date: date, time: nil))
    _ = try await bridge.act("evidence.addFelt") { try await $0.evidence().addFelt(felt: felt) }
  }

  /// One small thing for oneself, which comes onto the menu by being done.
  private func saveCare() async throws {
    let (what, day) = (
      state.line, NewCareDay(date: date, felt: state.feelings["felt"].map(Int64.init))
    )
    let care = try await bridge.act("care.add") { try await $0.care().add(what: what, area: nil) }
    _ = try await bridge.act("care.done") { try await $0.care().done(which: care.id, day: day) }
  }

  private var line: String? { state.line.isEmpty ? nil : state.line }
  private var date: String? { state.date.isEmpty ? nil : state.date }

  private func undo() async {
    guard let saved = state.saved else { return }
    state.saved = nil
    state.error = await attempt { try await bridge.undo(saved) }
  }
}
