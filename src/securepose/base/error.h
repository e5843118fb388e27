#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace securepose::base {

/// Why something could not be done. Expected absence is std::optional, an own bug is an assert;
/// this is for what the user or the machine brought.
enum class ErrorKind {
  kInput,        ///< a file or its content can't be used
  kEnvironment,  ///< a network, a library, disk space or a permission is missing
  kUsage,        ///< an option or a command line is wrong (exit code 2)
  kInterrupted,  ///< the user stopped the work (exit code 130)
};

/// One clear sentence for the user: what happened, to which file, what to do next.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

  /// `what` without a full stop; `hint` is a whole sentence and may be empty.
  static Error about_file(ErrorKind kind, const std::filesystem::path& file,
                          const std::string& what, const std::string& hint);

  ErrorKind kind() const { return kind_; }

 private:
  ErrorKind kind_;
};

}  // namespace securepose::base
