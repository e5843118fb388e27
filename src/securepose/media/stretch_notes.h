#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace securepose::media {

/// Collects runs of unreadable frames and words each as one sentence.
class StretchNotes {
 public:
  /// @param time_s  presentation time of the next frame in order
  void add(bool readable, double time_s);
  /// The video has ended: closes a run that lasts to the end.
  void finish();
  /// Takes the sentences that have become complete since the last call.
  std::vector<std::string> take();

 private:
  std::int64_t frames_ = 0;
  double begin_s_ = 0;
  double end_s_ = 0;
  std::vector<std::string> complete_;
};

}  // namespace securepose::media
