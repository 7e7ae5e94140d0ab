/// A real relay, as a process of its own, for as long as somebody holds it.

import Foundation

final class Relay {
  let url: String
  private let process = Process()

  private struct Told: Decodable { let url: String }
  struct Broken: Error { let why: String }

  init(in folder: URL) throws {
    guard let program = ProcessInfo.processInfo.environment["REQUITE_PROGRAM"] else {
      throw Broken(why: "set REQUITE_PROGRAM to the built `requite`; `cargo xtask test` does")
    }
    let output = Pipe()
    let data = folder.appendingPathComponent("relay").path
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["relay", "--json", "--listen", "127.0.0.1:0", "--data", data]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var told = Data()
    while !told.contains(UInt8(ascii: "\n")) {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { throw Broken(why: "the relay ended before it listened") }
      told += more
    }
    url = try JSONDecoder().decode(Told.self, from: told).url
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
