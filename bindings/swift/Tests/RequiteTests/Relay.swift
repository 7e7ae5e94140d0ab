/// A real relay, as a process of its own.

import Foundation

/// Started on a free port; on the same port again after a stop.
final class Relay {
  let url: String
  private let data: URL
  private var process: Process

  init(in folder: URL) throws {
    data = folder.appendingPathComponent("relay")
    (process, url) = try Self.started(on: data, listen: "127.0.0.1:0")
  }

  func start() throws {
    (process, _) = try Self.started(on: data, listen: String(url.dropFirst("http://".count)))
  }

  func stop() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  deinit {
    if process.isRunning { stop() }
  }

  private static func started(on data: URL, listen: String) throws -> (Process, String) {
    guard let program = ProcessInfo.processInfo.environment["REQUITE_PROGRAM"] else {
      throw Broken("set REQUITE_PROGRAM to the built `requite`; `cargo xtask test` does")
    }
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["relay", "--json", "--listen", listen, "--data", data.path]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var told = Data()
    while !told.contains(UInt8(ascii: "\n")) {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { throw Broken("the relay ended before it listened") }
      told += more
    }
    guard case .text(let url) = try JSONDecoder().decode(Value.self, from: told)["url"] else {
      throw Broken("the relay does not say where it listens")
    }
    return (process, url)
  }
}
