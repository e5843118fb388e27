// The cuts of a clip and its largest changes from frame to frame, from the journal of its
// observations: what the limits of tracking/scene_jump are set by.
//
//   scene_changes JOURNAL COUNT

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "securepose/observation/scene_jump.h"
#include "securepose/result/observation_journal.h"
#include "securepose/tracking/shots.h"

namespace {

namespace sp = securepose;

void print(const sp::observation::ClipObservations& clip, std::size_t count) {
  const sp::tracking::TrackingOptions options;
  fmt::print(
      "cuts: {}\n",
      fmt::join(sp::tracking::find_cuts(clip, sp::tracking::CameraPath(clip), options), " "));
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < clip.frames.size(); ++k) {
    if (clip.frames[k].change) order.push_back(k);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return clip.frames[a].change->residual > clip.frames[b].change->residual;
  });
  order.resize(std::min(order.size(), count));
  for (const std::size_t k : order) {
    const auto& change = *clip.frames[k].change;
    const auto usual = sp::observation::usual_change(clip, k, options.cuts.median_window_s);
    fmt::print(
        "frame {}: residual {:.1f}, usually {:.1f}; histogram distance {:.3f}, usually "
        "{:.3f}; certainty of the shift {:.2f}\n",
        k, change.residual, usual.residual, change.histogram_distance, usual.histogram_distance,
        change.shift_certainty);
  }
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    fmt::print(stderr, "usage: scene_changes JOURNAL COUNT\n");
    return 2;
  }
  print(sp::result::ObservationJournal::load_finished(argv[1]), std::stoul(argv[2]));
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "scene_changes: {}\n", error.what());
  return 1;
}
