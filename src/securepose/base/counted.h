#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace securepose::base {

/// The word that goes with a count: `one` for exactly one, else `many`.
constexpr std::string_view word_for(std::int64_t count, std::string_view one,
                                    std::string_view many) {
  return count == 1 ? one : many;
}

/// A count with its word: "1 person", "0 people", "3 people". The words may go on as a sentence
/// does: counted(n, "moment is doubtful", "moments are doubtful").
std::string counted(std::int64_t count, std::string_view one, std::string_view many);

}  // namespace securepose::base
