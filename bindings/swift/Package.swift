// swift-tools-version: 6.0
// The engine and the practice of Requite for Swift. `cargo xtask bindings swift` makes what is not committed: the generated
// code, its C header, and the library for this platform; scripts/build-xcframework.sh makes the library for Apple's.
import PackageDescription

#if os(Linux)
  let library: Target = .systemLibrary(name: "RequiteFFI", path: "Sources/RequiteFFI")
  // Unsafe flags bind a package to be used by its path, which is how this one is used on Linux: in tests.
  let beside = "\(Context.packageDirectory)/lib"
  let linked: [LinkerSetting] = [.unsafeFlags(["-L\(beside)", "-Xlinker", "-rpath=\(beside)"])]
#else
  let library: Target = .binaryTarget(name: "RequiteFFI", path: "lib/RequiteFFI.xcframework")
  let linked: [LinkerSetting] = []
#endif

let package = Package(
  name: "requite",
  platforms: [.iOS(.v17), .macOS(.v14)],
  products: [.library(name: "Requite", targets: ["Requite"])],
  targets: [
    library,
    .target(name: "RequiteEngine", dependencies: ["RequiteFFI"], linkerSettings: linked),
    .target(name: "Requite", dependencies: ["RequiteEngine"]),
    .testTarget(name: "RequiteTests", dependencies: ["Requite"]),
  ],
  swiftLanguageModes: [.v6]
)
