#include "securepose/base/program_identity.h"

#include "securepose/base/sha256.h"

namespace securepose::base {

const ProgramIdentity& program_identity() {
  static const ProgramIdentity identity{SECUREPOSE_VERSION,
                                        base::sha256_hex_of_file("/proc/self/exe")};
  return identity;
}

}  // namespace securepose::base
