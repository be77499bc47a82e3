// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "heal",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "heal", targets: ["heal"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "Platform", swiftSettings: house),
    .target(name: "PCRE2", dependencies: ["CPCRE2"], swiftSettings: house),
    .target(name: "YAML", dependencies: ["CYAML"], swiftSettings: house),
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: house),
    .target(name: "CWords", exclude: ["dictionary.bin", "terms.txt", "abbreviations.txt"]),
    .target(name: "Words", dependencies: ["CWords"], swiftSettings: house),
    .target(name: "HealLanguage", dependencies: ["PCRE2"], swiftSettings: house),
    .target(
      name: "HealEngine", dependencies: ["HealLanguage", "PCRE2", "YAML", "Words"],
      swiftSettings: house),
    .target(
      name: "HealServer", dependencies: ["HealEngine", "HealLanguage"], swiftSettings: house),
    .target(
      name: "HealProject", dependencies: ["HealEngine", "HealLanguage", "YAML", "Platform"],
      swiftSettings: house),
    .target(
      name: "HealRunner",
      dependencies: [
        "HealProject", "HealEngine", "HealLanguage", "PCRE2", "YAML", "SQLite", "Platform",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "heal",
      dependencies: [
        "HealServer", "HealRunner", "HealProject", "HealEngine", "HealLanguage", "Platform",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    .testTarget(
      name: "HealTests",
      dependencies: [
        "heal", "HealServer", "HealRunner", "HealProject", "HealEngine", "HealLanguage", "YAML", "SQLite",
        "PCRE2", "Words", "Platform",
      ],
      exclude: [
        "History/look_at_page.py", "History/Golden", "Intent/dictionary-sample.txt", "Fuzz/Fuzzer",
      ],
      swiftSettings: house),
  ],
  // For #embed.
  cLanguageStandard: .c2x
)

// For `make fuzz`: a program of the tests' fuzz targets, in place of the tests. It links only where all modules are
// instrumented.
if Context.environment["HEAL_FUZZER"] != nil {
  package.targets.removeAll { $0.type == .test }
  package.targets.append(
    .executableTarget(
      name: "heal-fuzz",
      dependencies: [
        "HealServer", "HealRunner", "HealProject", "HealEngine", "HealLanguage", "YAML", "PCRE2",
        "Platform",
      ],
      path: "Tests/HealTests/Fuzz", exclude: ["FuzzTests.swift", "CorpusTests.swift"],
      swiftSettings: house + [.enableExperimentalFeature("Extern")]))
}
