/// What becomes of the app when it is left: covered at once, what is typed kept, files let go of, locked in time; no write lost.

import Foundation
import Pretend
import RequiteKit
import XCTest

@MainActor final class LeavingTests: GuardedCase, @unchecked Sendable {
  func testLeftItIsCoveredAtOnceAndHoldsNoFile() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    XCTAssertGreaterThan(held(by: phone), 0, "an open journal holds its files")
    phone.app.on(.backgrounded)
    await until(phone.app) { $0.covered }
    await settled { phone.background.asked == 1 }
    XCTAssertEqual(phone.cover.seen, ["cover"])
    XCTAssertEqual(held(by: phone), 0)
    phone.app.on(.foregrounded)
    await until(phone.app) { !$0.covered }
    XCTAssertEqual(phone.cover.seen, ["cover", "uncover"])
    XCTAssertFalse(phone.app.state.locked)
  }

  func testWhatIsTypedWhenTheAppIsLeftIsKept() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let (today, entry) = (TodayViewModel(phone.app), WriteViewModel(phone.app, id: ""))
    let sheet = CaptureViewModel(phone.app, mode: .moment)
    sheet.on(.lineChanged(text: "Half a moment"))
    today.on(.lineChanged(text: "Half a line"))
    entry.on(.bodyChanged(text: "Half an entry"))
    phone.app.on(.backgrounded)
    await settled { phone.background.asked == 1 }
    let after = phone.again()
    defer { after.gone() }
    await after.unlock()
    let lines = await after.lines()
    XCTAssertEqual(Set(lines), ["Half a line", "Half an entry", "Half a moment"])
  }

  func testWhatIsWrittenWhileTheFilesAreLetGoIsThereAfterwards() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let writers = (0..<16).map { number in
      let today = TodayViewModel(phone.app)
      today.on(.lineChanged(text: "Line \(number)."))
      return today
    }
    for writer in writers.prefix(8) { writer.on(.lineSaved) }
    phone.app.on(.backgrounded)
    for writer in writers.suffix(8) { writer.on(.lineSaved) }
    await settled { phone.background.asked == 1 }
    // Asked for behind the barrier: it waits, and its words stay where they were typed.
    let late = TodayViewModel(phone.app)
    late.on(.lineChanged(text: "Late."))
    late.on(.lineSaved)
    await until(late) { $0.saving }
    XCTAssertEqual(held(by: phone), 0)
    XCTAssertEqual(late.state.line, "Late.")
    phone.app.on(.foregrounded)
    for writer in writers + [late] { await until(writer) { !$0.saving && $0.line.isEmpty } }
    let lines = await phone.lines()
    XCTAssertEqual(Set(lines), Set((0..<16).map { "Line \($0)." } + ["Late."]))
    XCTAssertEqual(lines.count, 17)
  }

  func testAwayForLongItIsLockedWhetherTheProcessRanOrNot() async throws {
    for asleep in [false, true] {
      let phone = try await Phone.new()
      defer { phone.gone() }
      await phone.write("Before.")
      phone.app.on(.backgrounded)
      await settled { phone.background.asked == 1 }
      if asleep {
        phone.clock.turnAsleep(seconds: 31)
      } else {
        phone.clock.turn(seconds: 31)
        await until(phone.app) { $0.locked }
      }
      phone.app.on(.foregrounded)
      await until(phone.app) { !$0.covered }
      XCTAssertTrue(phone.app.state.locked)
      XCTAssertEqual(phone.app.state.route, .unlock)
      await phone.unlock()
      let lines = await phone.lines()
      XCTAssertEqual(lines, ["Before."])
    }
  }

  func testBackInTimeItIsOpenAndWhereItWas() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    phone.app.on(.went(route: .people))
    phone.app.on(.backgrounded)
    await settled { phone.background.asked == 1 }
    phone.clock.turnAsleep(seconds: 29)
    phone.app.on(.foregrounded)
    await until(phone.app) { !$0.covered }
    XCTAssertFalse(phone.app.state.locked)
    XCTAssertEqual(phone.app.state.route, .people)
    phone.app.on(.back)
    XCTAssertEqual(phone.app.state.route, .today)
  }

  func testSetToLockAtOnceItIsLockedBeforeItIsLeft() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    SettingsViewModel(phone.app).on(.lockAfterChosen(seconds: 0))
    let today = TodayViewModel(phone.app)
    today.on(.lineChanged(text: "Typed."))
    phone.app.on(.backgrounded)
    await until(phone.app) { $0.locked }
    XCTAssertEqual(held(by: phone), 0)
    phone.app.on(.foregrounded)
    await until(phone.app) { !$0.covered }
    await phone.unlock()
    let lines = await phone.lines()
    XCTAssertEqual(lines, ["Typed."])
  }

  func testARefreshMeetsTheOthersAndLetsGoWhenItsTimeIsOver() async throws {
    let pair = try await Pair.new()
    defer { pair.gone() }
    await pair.tablet.write("Rain on the tablet.")
    await pair.tablet.sync(with: pair.relay)
    pair.phone.app.on(.backgrounded)
    await settled { pair.phone.background.asked == 1 }
    let refresh = Refresh(pair.phone.bridge)
    let met = await refresh.run()
    XCTAssertTrue(met)
    XCTAssertEqual(held(by: pair.phone), 0, "the barrier stands again")
    pair.phone.app.on(.foregrounded)
    await until(pair.phone.app) { !$0.covered }
    let lines = await pair.phone.lines()
    XCTAssertEqual(lines, ["Rain on the tablet."])
  }

  func testARefreshWhoseTimeIsOverHoldsNoFileAndLosesNothing() async throws {
    let pair = try await Pair.new()
    defer { pair.gone() }
    for number in 0..<20 { await pair.phone.write("Line \(number).") }
    pair.phone.app.on(.backgrounded)
    await settled { pair.phone.background.asked == 1 }
    // Over before it began, as it began, and further on each time.
    for turns in 0..<12 {
      let refresh = Refresh(pair.phone.bridge)
      let running = Task { await refresh.run() }
      for _ in 0..<turns { await Task.yield() }
      await refresh.expire()
      XCTAssertEqual(held(by: pair.phone), 0, "the system may stop the app now: \(turns)")
      _ = await running.value
      XCTAssertEqual(held(by: pair.phone), 0)
    }
    pair.phone.app.on(.foregrounded)
    await until(pair.phone.app) { !$0.covered }
    await pair.meet()
    let (here, there) = (await pair.phone.lines(), await pair.tablet.lines())
    XCTAssertEqual(here.count, 20)
    XCTAssertEqual(Set(here), Set(there))
  }

  func testWhoeverIsCancelledWhileTheFilesAreLetGoWaitsNoLonger() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    phone.app.on(.backgrounded)
    await settled { phone.background.asked == 1 }
    let asking = Task { try await phone.bridge.ask("status") { $0.state() } }
    await Task.yield()
    asking.cancel()
    let told = await asking.result
    XCTAssertThrowsError(try told.get()) { XCTAssertTrue($0 is CancellationError) }
    XCTAssertTrue(phone.bridge.isSuspended)
  }

  func testALockedPhoneIsRefreshedByWhatNobodyCanRead() async throws {
    let pair = try await Pair.new()
    defer { pair.gone() }
    let settings = SettingsViewModel(pair.phone.app)
    settings.on(.vaultChosen(on: true))
    await until(settings) { $0.vaultKept }
    await pair.tablet.write("While you slept.")
    await pair.tablet.sync(with: pair.relay)
    pair.phone.app.on(.locked)
    await until(pair.phone.app) { $0.locked }
    let refresh = Refresh(pair.phone.bridge)
    let met = await refresh.run()
    XCTAssertTrue(met)
    XCTAssertEqual(held(by: pair.phone), 0)
    await refresh.expire()
    await pair.phone.unlock()
    let lines = await pair.phone.lines()
    XCTAssertEqual(lines, ["While you slept."], "read at the door, without any relay")
  }

  /// How many files of its journal this process holds open.
  private func held(by phone: Phone) -> Int {
    let files = FileManager.default
    let open = (try? files.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    let inside = phone.folder.appendingPathComponent("journal").path + "/"
    let paths = open.compactMap {
      try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
    }
    return paths.filter { $0.hasPrefix(inside) }.count
  }
}
