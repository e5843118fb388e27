#include "securepose/pipeline/track_colours.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace securepose::pipeline {
namespace {

class ColourMean {
 public:
  void add(const observation::MeanColour& colour) {
    for (std::size_t i = 0; i < sum_.size(); ++i) sum_[i] += static_cast<double>(colour[i]);
    ++count_;
  }
  std::optional<std::array<std::uint8_t, 3>> rounded() const {
    if (count_ == 0) return std::nullopt;
    std::array<std::uint8_t, 3> mean{};
    for (std::size_t i = 0; i < sum_.size(); ++i) {
      const double value = std::clamp(sum_[i] / static_cast<double>(count_), 0.0, 255.0);
      mean[i] = static_cast<std::uint8_t>(std::lround(value));
    }
    return mean;
  }

 private:
  std::array<double, 3> sum_{};
  std::size_t count_ = 0;
};

}  // namespace

TrackColours track_colours(const observation::ClipObservations& clip,
                           const tracking::People& people) {
  TrackColours colours;
  for (const tracking::Person& person : people.people) {
    ColourMean head;
    ColourMean face;
    for (const tracking::PersonSample& sample : person.samples) {
      const auto& frame = clip.frames.at(static_cast<std::size_t>(sample.frame));
      if (sample.person_index) {
        const auto& seen = frame.people.at(*sample.person_index).head_colour;
        if (seen) head.add(*seen);
      }
      for (const std::size_t index : sample.face_indices) face.add(frame.faces.at(index).colour);
    }
    const auto head_mean = head.rounded();
    const auto mean = head_mean ? head_mean : face.rounded();
    if (mean) colours.emplace(person.id, *mean);
  }
  return colours;
}

}  // namespace securepose::pipeline
