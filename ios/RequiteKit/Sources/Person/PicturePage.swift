/// The picture of two people as it is drawn: pairs of counts of both sides at the same size, the range, the sentences. Never a
/// score, a rank or a colour: what it says is what the engine says.

import RequiteEngine

/// All of it.
public struct PicturePage: Equatable, Sendable {
  /// The four measures, always in this order.
  public let measures: [PairedMeasure]
  /// What else may be remarked, each with the measure whose notes are behind it.
  public let remarks: [Remarked]
  /// How many acts of care came without having been promised. Shown first.
  public let unpromised: Int

  public init(measures: [PairedMeasure], remarks: [Remarked], unpromised: Int) {
    self.measures = measures
    self.remarks = remarks
    self.unpromised = unpromised
  }
}

/// The same measure of them and of me.
public struct PairedMeasure: Equatable, Sendable, Identifiable {
  /// Its name, by which its notes are opened.
  public let id: String
  public let pairs: [Pair]
  public let them: Side
  public let me: Side

  public init(id: String, pairs: [Pair], them: Side, me: Side) {
    self.id = id
    self.pairs = pairs
    self.them = them
    self.me = me
  }

  /// What its bars say, in words: their text alternative.
  public var sentences: [String] { them.sentences + me.sentences }
}

/// One thing that was counted, of both.
public struct Pair: Equatable, Sendable, Identifiable {
  /// What, such as `kept`.
  public let id: String
  public let them: Int
  public let me: Int

  public init(id: String, them: Int, me: Int) {
    self.id = id
    self.them = them
    self.me = me
  }
}

/// What can honestly be said of one side.
public struct Side: Equatable, Sendable {
  /// From 0 to 1; none where too little was noted.
  public let low: Double?
  public let high: Double?
  public let sentences: [String]

  public init(low: Double?, high: Double?, sentences: [String]) {
    self.low = low
    self.high = high
    self.sentences = sentences
  }
}

/// Something that may be remarked.
public struct Remarked: Equatable, Sendable, Identifiable {
  /// The name by which its notes are opened.
  public let id: String
  public let sentence: String

  public init(id: String, sentence: String) {
    self.id = id
    self.sentence = sentence
  }
}

extension PicturePage {
  /// As the engine gives it.
  init(_ picture: Picture) {
    let measures = [
      PairedMeasure("follow_through", picture.followThrough, order: Self.promises),
      PairedMeasure("initiation", picture.initiation, order: ["them", "me", "mutual", "unknown"]),
      PairedMeasure("needs", picture.needs, order: Self.needs),
      PairedMeasure("care", picture.care, order: ["received", "given"]),
    ]
    let remarks = [
      ("change", picture.change), ("gap", picture.gap), ("hard_days", picture.hardDays),
      ("one_sided", picture.oneSided),
    ]
    let after = picture.after.sorted { $0.key < $1.key }.map { ("after", $0.value) }
    let said = (remarks + after).compactMap { id, remark in
      remark.sentence.map { Remarked(id: id, sentence: $0) }
    }
    self.init(measures: measures, remarks: said, unpromised: picture.unpromised.count)
  }

  private static let promises = ["kept", "partly", "not_kept", "excused", "released", "open"]
  private static let needs = [
    "asked", "met", "partly", "declined", "ignored", "waiting", "not_aloud",
  ]
}

extension PairedMeasure {
  fileprivate init(_ id: String, _ mirror: Mirror, order: [String]) {
    let counted = { (measure: Measure, what: String) in Int(measure.counts[what] ?? 0) }
    let pairs = order.map { what in
      Pair(id: what, them: counted(mirror.them, what), me: counted(mirror.me, what))
    }
    self.init(
      id: id, pairs: pairs.filter { $0.them > 0 || $0.me > 0 }, them: Side(mirror.them),
      me: Side(mirror.me))
  }
}

extension Side {
  fileprivate init(_ measure: Measure) {
    self.init(
      low: measure.range?.low, high: measure.range?.high, sentences: measure.sentences)
  }
}
