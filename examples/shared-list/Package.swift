// swift-tools-version: 6.0
// The shared list in Swift. `cargo xtask bindings swift` first; then, here, `swift run SharedList http://127.0.0.1:7700`.
import PackageDescription

let package = Package(
  name: "shared-list",
  platforms: [.macOS(.v14)],
  dependencies: [.package(path: "../../bindings/swift")],
  targets: [
    .executableTarget(
      name: "SharedList", dependencies: [.product(name: "Requite", package: "swift")],
      path: "swift")
  ]
)
