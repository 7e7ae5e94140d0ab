/// What somebody typed while their last text was on its way, brought onto the text that came back merged. Pure.

/// One place of a text that was replaced.
struct Splice: Equatable {
  let at: Int
  let removed: Int
  let inserted: [Character]

  /// The one place in which two texts differ, as small as it can be.
  init(from old: [Character], to new: [Character]) {
    let common = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - common
    let tail = zip(old.reversed(), new.reversed()).prefix(rest) { $0 == $1 }.count
    at = common
    removed = old.count - common - tail
    inserted = Array(new[common..<(new.count - tail)])
  }
}

extension Sequence {
  fileprivate func prefix(_ most: Int, while holds: (Element) -> Bool) -> [Element] {
    Array(prefix(while: holds).prefix(most))
  }
}

extension Zip2Sequence {
  fileprivate func prefix(_ most: Int, _ holds: (Sequence1.Element, Sequence2.Element) -> Bool)
    -> [Element]
  {
    prefix(most, while: { holds($0.0, $0.1) })
  }
}

/// `typed` was made from `sent`, and `sent` has become `merged`: both what was typed and what was merged. Where both changed
/// one place, both are kept: what was typed comes first, nothing of the other is removed.
func rebased(typed: String, sent: String, merged: String) -> String {
  if typed == sent { return merged }
  if merged == sent { return typed }
  let (before, there) = (Array(sent), Array(merged))
  let mine = Splice(from: before, to: Array(typed))
  let theirs = Splice(from: before, to: there)
  let shift = theirs.inserted.count - theirs.removed
  var text = there
  if mine.at + mine.removed <= theirs.at {
    text.replaceSubrange(mine.at..<(mine.at + mine.removed), with: mine.inserted)
  } else if mine.at >= theirs.at + theirs.removed {
    let at = mine.at + shift
    text.replaceSubrange(at..<(at + mine.removed), with: mine.inserted)
  } else {
    text.insert(contentsOf: mine.inserted, at: theirs.at)
  }
  return String(text)
}
