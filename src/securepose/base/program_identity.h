#pragma once

#include <string>

namespace securepose::base {

/// Which program ran.
struct ProgramIdentity {
  std::string version;  ///< for instance "0.1.0"
  /// SHA-256 of the running executable, so that intermediate results of one build are never taken
  /// up by another.
  std::string build_sha256;
};

/// Of this process. Computed once.
const ProgramIdentity& program_identity();

}  // namespace securepose::base
