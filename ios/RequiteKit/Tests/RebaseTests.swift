/// What somebody typed while their text was on its way is brought onto what came back: both are there.

import XCTest

@testable import RequiteKit

final class RebaseTests: XCTestCase {
  func testWhatIsTypedMeanwhileIsBroughtOntoWhatCameBack() {
    let cases = [
      ("abc", "abc", "abc", "abc"), ("abcd", "abc", "abc", "abcd"), ("abc", "abc", "Xabc", "Xabc"),
      ("abcd", "abc", "Xabc", "Xabcd"), ("Yabc", "abc", "abcX", "YabcX"),
      ("ac", "abc", "abcX", "acX"), ("ab", "abc", "Xabc", "Xab"), ("aYc", "abc", "aXc", "aYXc"),
      ("", "abc", "abc", ""), ("abc", "", "abc", "abcabc"),
      ("👩‍👧 hi", "👩‍👧", "!👩‍👧", "!👩‍👧 hi"),
    ]
    for (typed, sent, merged, expected) in cases {
      XCTAssertEqual(
        rebased(typed: typed, sent: sent, merged: merged), expected, "\(typed) \(merged)")
    }
  }
}
