/// The screens of this phone are those of docs/screens.md and those of the other phone, by every name.

import XCTest

final class ScreensTests: XCTestCase {
  func testTheViewModelsAreThoseOfTheDocument() throws {
    let document = try Screens.ofDocument()
    XCTAssertEqual(document.screens.count, 13)
    let here = try Screens.ofSwift(in: Project.kit, like: document)
    XCTAssertEqual(document.differences(from: here), [])
    let folders = try FileManager.default.contentsOfDirectory(atPath: Project.kit.path)
    let named = folders.filter { !$0.hasSuffix(".swift") && !["Bridge", "Words"].contains($0) }
    XCTAssertEqual(Set(named), Set(document.screens.map(\.name)), "and no other")
  }

  func testTheAndroidAppHasTheSame() throws {
    let document = try Screens.ofDocument()
    let android = Project.root.appendingPathComponent("android")
    let there = try XCTUnwrap(try Screens.ofKotlin(in: android, like: document))
    XCTAssertEqual(document.differences(from: there), [])
  }

  func testAFieldOrAnEventThatIsOnOneSideOnlyIsFound() throws {
    var document = try Screens.ofDocument()
    let here = try Screens.ofSwift(in: Project.kit, like: document)
    document.screens[1].state.append("pulse")
    document.screens[2].events.removeLast()
    document.enums["Phase"]?.append("bored")
    XCTAssertEqual(document.differences(from: here).count, 3)
  }

  func testKotlinIsReadAsItIsWritten() throws {
    var document = Screens()
    document.enums = ["Phase": ["loading", "ready"]]
    document.screens = [
      Screen(
        name: "Sample", state: ["phase", "hits"], events: ["answered(id,outcome)", "retried"],
        opens: [])
    ]
    let source = """
      /** How far. */
      enum class Phase { Loading, Ready }
      data class SampleState(
          /** How far it is. */
          val phase: Phase,
          val hits: List<Pair<String, Int>>,
      )
      sealed interface SampleEvent {
          /** Answered. */
          data class Answered(val id: String, val outcome: String) : SampleEvent
          data object Retried : SampleEvent
      }
      """
    let found = Screens.ofKotlin(source: source, like: document)
    XCTAssertEqual(document.differences(from: found), [])
    let other = Screens.ofKotlin(
      source: source.replacing("val outcome", with: "val result"), like: document)
    XCTAssertEqual(document.differences(from: other).count, 1)
  }
}
