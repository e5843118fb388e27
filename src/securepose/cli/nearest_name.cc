#include "securepose/cli/nearest_name.h"

#include <fmt/format.h>

#include <algorithm>

namespace securepose::cli {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the table: before the last one, the last one, the current one.
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::optional<std::string_view> nearest_name(std::string_view wrong,
                                             const std::vector<std::string_view>& known) {
  std::optional<std::string_view> best;
  std::size_t best_distance = 0;
  for (const std::string_view name : known) {
    // A beginning or an end of a name ("height" for "height-m") is as good as a slip of one key.
    const bool part = wrong.size() >= 3 && (name.starts_with(wrong) || name.ends_with(wrong));
    const std::size_t distance = part ? 1 : edit_distance(wrong, name);
    if (!best || distance < best_distance) {
      best = name;
      best_distance = distance;
    }
  }
  if (!best) return best;
  const std::size_t longest = std::max(wrong.size(), best->size());
  const std::size_t most_slips = longest <= 4 ? 1 : std::max<std::size_t>(2, longest / 3);
  if (best_distance > most_slips) return std::nullopt;
  return best;
}

std::string suggestion(std::string_view wrong, const std::vector<std::string_view>& known,
                       std::string_view prefix) {
  const auto nearest = nearest_name(wrong, known);
  return nearest ? fmt::format(" Did you mean {}{}?", prefix, *nearest) : std::string();
}

}  // namespace securepose::cli
