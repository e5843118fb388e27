#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace securepose::cli {

/// How many single characters have to be put in, left out, changed or swapped with a neighbour to
/// make one name of the other (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known name that was probably meant; nothing if none is near.
std::optional<std::string_view> nearest_name(std::string_view wrong,
                                             const std::vector<std::string_view>& known);

/// " Did you mean --fill?" or nothing, for the end of a sentence.
std::string suggestion(std::string_view wrong, const std::vector<std::string_view>& known,
                       std::string_view prefix);

}  // namespace securepose::cli
