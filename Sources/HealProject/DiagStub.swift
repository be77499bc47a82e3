package import HealEngine
package func readText(_ text: String, adapter: String?) -> [Failure] { [] }
package func readAnything(path: String) -> [Failure]? { nil }
