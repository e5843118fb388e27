#include "securepose/base/counted.h"

#include <fmt/format.h>

namespace securepose::base {

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, word_for(count, one, many));
}

}  // namespace securepose::base
