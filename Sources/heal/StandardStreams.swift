import Platform

/// Opens what of the standard streams was closed when heal was started (`heal run >&-`).
///
/// Their numbers would be given to the next files that are opened, and what is printed would go into those.
func openStandardStreams() {
  for number: Int32 in 0...2 where fcntl(number, F_GETFD) < 0 {
    // The lowest number that is free is this one.
    _ = unsafe open("/dev/null", number == 0 ? O_RDONLY : O_WRONLY)
  }
}
