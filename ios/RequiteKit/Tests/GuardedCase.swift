/// Tests that end: one that waits for ever says which it is instead of holding up everything after it.

import Foundation
import XCTest

class GuardedCase: XCTestCase, @unchecked Sendable {
  /// Far more than any test takes, on any machine.
  private static let guardSeconds = 300.0
  private var watching: DispatchWorkItem?

  override func setUp() {
    let name = name
    let overdue = DispatchWorkItem { fatalError("\(name) did not end") }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.guardSeconds, execute: overdue)
    watching = overdue
  }

  override func tearDown() {
    watching?.cancel()
  }
}
