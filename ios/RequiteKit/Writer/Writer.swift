/// A process that opens a journal and writes lines through the view models until it is killed; says the number of each line
/// when the engine has it. The passphrase is no argument: it is the one of all tests.

import Foundation
import Pretend
import RequiteKit

@main struct Writer {
  @MainActor static func main() async {
    guard let folder = CommandLine.arguments.dropFirst().first else { return }
    let phone = Phone(on: URL(fileURLWithPath: folder))
    await phone.unlock()
    let today = TodayViewModel(phone.app)
    for number in 0... {
      today.on(.lineChanged(text: "Line \(number)."))
      today.on(.lineSaved)
      await until(today) { !$0.saving && $0.line.isEmpty }
      FileHandle.standardOutput.write(Data("\(number)\n".utf8))
    }
  }
}
