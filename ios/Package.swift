// swift-tools-version: 6.0
// The heart of the iOS app, without a screen: view models on the engine of ../bindings/swift, tested on Linux with the real
// engine. The app itself is made by XcodeGen from project.yml.
import PackageDescription

let package = Package(
  name: "RequiteKit",
  defaultLocalization: "en",
  platforms: [.iOS(.v17), .macOS(.v14)],
  products: [.library(name: "RequiteKit", targets: ["RequiteKit"])],
  dependencies: [.package(name: "requite", path: "../bindings/swift")],
  targets: [
    .target(
      name: "RequiteKit", dependencies: [.product(name: "Requite", package: "requite")],
      path: "RequiteKit/Sources"),
    // A phone without a phone, for the tests: a clock that is turned by hand, a vault of software.
    .target(
      name: "Pretend",
      dependencies: ["RequiteKit", .product(name: "Requite", package: "requite")],
      path: "RequiteKit/Pretend"),
    // A process that writes until it is killed, for the tests.
    .executableTarget(name: "Writer", dependencies: ["Pretend"], path: "RequiteKit/Writer"),
    .testTarget(
      name: "RequiteKitTests",
      dependencies: ["Pretend", "Writer"],
      path: "RequiteKit/Tests"),
  ],
  swiftLanguageModes: [.v6]
)
