/// Every rule holds for every file, and each has a sample that fails it.

import Foundation
import RequiteKit
import XCTest

final class RulesTests: XCTestCase {
  private struct Source {
    let path: String
    let text: String
    var shows: Bool { path.hasPrefix("App/") && !path.hasPrefix("App/Previews/") }
  }

  private func sources(under folder: String) throws -> [Source] {
    let base = Project.ios.appendingPathComponent(folder)
    let paths = try XCTUnwrap(FileManager.default.enumerator(atPath: base.path))
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
    XCTAssertFalse(paths.isEmpty, folder)
    return try paths.sorted().map { path in
      let text = try String(contentsOf: base.appendingPathComponent(path), encoding: .utf8)
      return Source(path: "\(folder)/\(path)", text: text)
    }
  }

  private func assert(
    _ sources: [Source], fail sample: String, _ rule: (String) -> Findings, line: UInt = #line
  ) {
    for source in sources { XCTAssertEqual(rule(source.text), [], source.path, line: line) }
    XCTAssertFalse(rule(sample).isEmpty, "the sample has to fail", line: line)
  }

  func testNothingIsLogged() throws {
    let all = try sources(under: "App") + sources(under: "RequiteKit/Sources")
    assert(all, fail: "let a = 1\nprint(state.body)", Rules.logs)
  }

  func testNothingIsForced() throws {
    let all = try ["App", "RequiteKit"].flatMap { try sources(under: $0) }
    for sample in ["let a = b!", "try! c()", "let d = e as! F", "g()!.h", "var i: J!"] {
      assert(all, fail: sample, Rules.forced)
    }
    XCTAssertEqual(Rules.forced("if a != b && !c { d(\"Oh!\") }"), [])
  }

  func testStatesHaveNoDefaults() throws {
    let states = try sources(under: "RequiteKit/Sources").filter {
      $0.path.hasSuffix("State.swift")
    }
    XCTAssertEqual(states.count, 13)
    assert(states, fail: "public struct A {\n  public var b: String = \"\"\n}", Rules.defaults)
    assert(states, fail: "public struct A {\n  public var b = 0\n}", Rules.defaults)
    assert(
      states, fail: "public init(\n    phase: Phase, error: String? = nil\n  ) {", Rules.defaults)
  }

  func testNoColourJudges() throws {
    assert(try sources(under: "App"), fail: "Text(name).foregroundStyle(.red)", Rules.colours)
  }

  func testWhatMovesAsksFirst() throws {
    assert(try sources(under: "App"), fail: "view.animation(.spring, value: x)", Rules.motion)
  }

  func testPicturesHaveWordsOrArePassedOver() throws {
    assert(try sources(under: "App"), fail: "Image(systemName: \"star\")", Rules.pictures)
  }

  func testFilesSayWhatLivesInThemAndAreShort() throws {
    let all = try ["App", "RequiteKit"].flatMap { try sources(under: $0) }
    assert(all, fail: "import Foundation\n", Rules.head)
    assert(all, fail: "// Long.\n" + String(repeating: "\n", count: 401), Rules.head)
  }

  func testEveryCallOfTheEngineIsCountedUnderItsName() throws {
    let all = try sources(under: "RequiteKit/Sources")
    assert(all, fail: #"bridge.ask("a.b") { try await $0.a().c() }"#, Rules.counted)
    assert(all, fail: #"bridge.ask("a.b") { try await $0.a().b() + $0.a().b() }"#, Rules.counted)
    let calls = all.flatMap { matches(#"\$0\.\w+\(\)\.\w+\("#, in: $0.text, whole: true) }
    XCTAssertGreaterThan(calls.count, 30, "they are found")
  }

  func testWhatIsShownIsInTheCatalog() throws {
    let keys = Set(try Catalog.ofApp().strings.keys)
    let families = Words.families
    // Not shown: codes of the engine, names of files and services, languages, tags of the system's.
    let codes = Set(families.keys).union(families.values.flatMap { $0 }).union([
      "unsafe", "quiet", "en", "es", "store", "journal", "out", "content", "background",
      "app.requite.vault", "app.requite.refresh", "sun.max", "plus", "square.and.pencil",
      "person.2", "list.bullet", "magnifyingglass", "arrow.triangle.2.circlepath", "iphone",
      "gearshape",
    ])
    let shown = try sources(under: "App").filter(\.shows)
    assert(shown, fail: #"Text("Well done, Mia!")"#) {
      Rules.strings($0, keys: keys, codes: codes)
    }
    assert(shown, fail: #"Text("today.nonsense")"#) { Rules.strings($0, keys: keys, codes: codes) }
    assert(try sources(under: "RequiteKit/Sources"), fail: #"let a = "Well done""#, Rules.sentences)
  }

  func testScreensDrawAndSendWhatTheirViewModelsHave() throws {
    for screen in try Screens.ofDocument().screens where screen.name != "App" {
      let path = Project.ios.appendingPathComponent("App/Screens/\(screen.name)Screen.swift")
      let text = try String(contentsOf: path, encoding: .utf8)
      XCTAssertEqual(Rules.drawn(text, as: screen), [], screen.name)
      let other = text.replacing("state.error", with: "state.fault") + "on(.cheered(text: $0))"
      XCTAssertGreaterThanOrEqual(Rules.drawn(other, as: screen).count, 2, screen.name)
    }
  }

  func testEveryScreenIsFourFilesAndFourPreviews() throws {
    let app = try sources(under: "App")
    for screen in try Screens.ofDocument().screens {
      for part in ["State", "Event", "ViewModel"] {
        let path = "\(screen.name)/\(screen.name)\(part).swift"
        XCTAssertTrue(
          FileManager.default.fileExists(atPath: Project.kit.appendingPathComponent(path).path))
      }
      XCTAssertTrue(
        app.contains { $0.path == "App/Screens/\(screen.name)Screen.swift" }, screen.name)
      if screen.name == "App" { continue }
      let previews = app.first { $0.path == "App/Previews/\(screen.name)Previews.swift" }
      for shown in ["Empty", "Loading", "Full", "Failed"] {
        XCTAssertEqual(previews?.text.contains("#Preview(\"\(shown)\")"), true, screen.name)
      }
    }
  }
}
