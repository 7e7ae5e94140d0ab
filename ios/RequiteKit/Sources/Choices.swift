/// The closed choices that more than one screen uses, and the names of the engine that screens show. Decides nothing.

import RequiteEngine

/// How far a screen is.
public enum Phase: String, Equatable, Sendable, CaseIterable {
  case loading, empty, ready, failed
}

/// A place in the app.
public enum Route: String, Equatable, Hashable, Sendable, CaseIterable {
  case start, unlock, today, capture, people, person, timeline, write, search, sync, devices
  case settings
}

/// Where in the first minutes.
public enum StartStep: String, Equatable, Sendable, CaseIterable {
  case welcome, create, join, restore, words, digits
}

/// What is noted on the sheet.
public enum CaptureMode: String, Equatable, Sendable, CaseIterable {
  case moment, felt, care
}

/// The five of a person's page.
public enum PersonTab: String, Equatable, Sendable, CaseIterable {
  case picture, timeline, promises, needs, notes
}

/// A place with what it is about: somebody's id, an entry's, a mode; empty where it needs none.
public struct Place: Equatable, Hashable, Sendable {
  public let route: Route
  public let id: String

  public init(_ route: Route, id: String = "") {
    self.route = route
    self.id = id
  }
}

/// An act that can be taken back while it is the last one of this device.
public struct Undoable: Equatable, Sendable {
  /// What it was: a word of the catalog.
  public let what: String
  /// Its number among the acts since the journal was opened.
  public let act: Int

  public init(what: String, act: Int) {
    self.what = what
    self.act = act
  }
}

public typealias AfterCheck = RequiteEngine.AfterCheck
public typealias Boundary = RequiteEngine.Boundary
public typealias BoundaryWeek = RequiteEngine.BoundaryWeek
public typealias Card = RequiteEngine.Card
public typealias Device = RequiteEngine.Device
public typealias Direction = RequiteEngine.Direction
public typealias EntryItem = RequiteEngine.EntryItem
public typealias Found = RequiteEngine.Found
public typealias Happening = RequiteEngine.Happening
public typealias Including = RequiteEngine.Including
public typealias KeyVault = RequiteEngine.KeyVault
public typealias LogLine = RequiteEngine.LogLine
public typealias LogSink = RequiteEngine.LogSink
public typealias Mark = RequiteEngine.Mark
public typealias Membership = RequiteEngine.Membership
public typealias Need = RequiteEngine.Need
public typealias Person = RequiteEngine.Person
public typealias Promise = RequiteEngine.Promise
public typealias Prompt = RequiteEngine.Prompt
public typealias SealedNote = RequiteEngine.SealedNote
public typealias SyncReport = RequiteEngine.SyncReport
public typealias VaultError = RequiteEngine.VaultError
public typealias VaultSlot = RequiteEngine.VaultSlot
public typealias VaultStatus = RequiteEngine.VaultStatus
public typealias Version = RequiteEngine.Version
public typealias Why = RequiteEngine.Why
