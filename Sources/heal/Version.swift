/// The version of heal, as `heal --version` prints it.
enum Version {
  static let text = "0.1.0"
}
