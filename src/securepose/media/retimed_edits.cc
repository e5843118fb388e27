#include "securepose/media/retimed_edits.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace securepose::media {
namespace {

constexpr double kRounding_s = 1e-4;  // edit lists count in ticks of another clock
constexpr std::size_t kMostNamed = 3;

}  // namespace

bool RetimedEdits::shows(double start_s, double end_s) const {
  return std::any_of(edits_.begin(), edits_.end(), [&](const MovieEdit& edit) {
    // A picture that stands is a moment, not a stretch.
    if (edit.rate == 0) return start_s <= edit.start_s && edit.start_s < end_s;
    return end_s > edit.start_s + kRounding_s && start_s < edit.end_s() - kRounding_s;
  });
}

std::string RetimedEdits::note() const {
  std::vector<std::string> parts;
  std::size_t further = 0;
  for (const MovieEdit& edit : edits_) {
    if (std::abs(edit.rate - 1) < 1e-3) continue;
    if (parts.size() == kMostNamed) {
      ++further;
      continue;
    }
    parts.push_back(edit.rate == 0 ? fmt::format("{:.2f} s stands", edit.start_s)
                                   : fmt::format("{:.2f} to {:.2f} s at {:.3g} times the speed",
                                                 edit.start_s, edit.end_s(), edit.rate));
  }
  return fmt::format(
      "The file has an edit list that changes the speed (slow motion of a phone): players show "
      "{}{}. "
      "Here every picture is shown once, at the speed at which it was recorded. All times, and the "
      "covered video, are those of the recording, not those of the player.",
      fmt::join(parts, ", "), further > 0 ? fmt::format(", and {} further parts", further) : "");
}

}  // namespace securepose::media
