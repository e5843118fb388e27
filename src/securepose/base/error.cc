#include "securepose/base/error.h"

namespace securepose::base {

Error Error::about_file(ErrorKind kind, const std::filesystem::path& file, const std::string& what,
                        const std::string& hint) {
  std::string message = file.string() + ": " + what + ".";
  if (!hint.empty()) message += " " + hint;
  return Error(kind, message);
}

}  // namespace securepose::base
