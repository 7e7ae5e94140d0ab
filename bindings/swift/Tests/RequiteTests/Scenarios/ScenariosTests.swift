/// The scenario suite: the same stories as in Rust, Kotlin, Python and on the command line.

import Foundation
import Testing

@Suite(.serialized) struct Scenarios {
  @Test("A story holds", arguments: try Story.all())
  func holds(story: Story) async throws {
    try await story.run()
  }

  @Test("What is broken is noticed")
  func broken() async throws {
    let broken = try Story.all(in: Story.folder.appendingPathComponent("broken"))
    #expect(!broken.isEmpty)
    for story in broken {
      await #expect(throws: Broken.self, "\(story)") { try await story.run() }
    }
  }
}
