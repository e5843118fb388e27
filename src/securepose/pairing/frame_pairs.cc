#include "securepose/pairing/frame_pairs.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <deque>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/media/video_reader.h"
#include "securepose/pairing/frame_alignment.h"
#include "securepose/pairing/picture_signature.h"

namespace securepose::pairing {
namespace {

using Times = std::vector<double>;  // in seconds from the first frame on

/// Frames are looked for within this time of where they are expected.
constexpr double kReach_s = 1.0;
constexpr int kLeastReach = 8;
constexpr int kMostReach = 60;
/// Small pictures along the longer side: covers and encoding hardly matter, a step shows.
constexpr int kSignatureSide_px = 64;
/// Of the frames of a version of the original at least this share must be found in it.
constexpr double kLeastFound = 0.5;

Times times_of(const std::filesystem::path& file, const base::Cancellation& cancellation) {
  media::VideoReader reader(file);
  Times times;
  std::optional<base::Timestamp> first;
  while (const auto frame = reader.skip()) {
    cancellation.throw_if_requested();
    if (!first) first = frame->time;
    times.push_back((frame->time - *first).seconds());
  }
  return times;
}

double interval_s(const Times& times) {
  return times.size() < 2 ? 0 : times.back() / static_cast<double>(times.size() - 1);
}

bool same_times(const Times& a, const Times& b) {
  if (a.size() != b.size()) return false;
  const double allowed_s = interval_s(a) / 2;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::abs(a[i] - b[i]) > allowed_s) return false;
  }
  return true;
}

/// The original's frame that lies nearest in time, for each of the finished video's.
std::vector<std::int64_t> expected_by_time(const Times& original, const Times& finished) {
  std::vector<std::int64_t> expected;
  expected.reserve(finished.size());
  std::size_t at = 0;
  for (const double time_s : finished) {
    while (at + 1 < original.size() &&
           std::abs(original[at + 1] - time_s) <= std::abs(original[at] - time_s))
      ++at;
    expected.push_back(static_cast<std::int64_t>(at));
  }
  return expected;
}

std::vector<std::int64_t> expected_by_number(std::size_t original, std::size_t finished) {
  std::vector<std::int64_t> expected(finished);
  for (std::size_t j = 0; j < finished; ++j)
    expected[j] = static_cast<std::int64_t>(std::min(j, original - 1));
  return expected;
}

cv::Size signature_size(cv::Size picture) {
  const double scale = double(kSignatureSide_px) / std::max(picture.width, picture.height);
  return {std::max(4, static_cast<int>(std::lround(scale * picture.width))),
          std::max(4, static_cast<int>(std::lround(scale * picture.height)))};
}

struct Aligned {
  std::vector<std::int32_t> original_of;
  double difference = 0;   // mean over the finished frames
  double found_share = 0;  // of the finished frames that show anything: like one near by
};

Aligned align(const std::filesystem::path& original, const std::filesystem::path& deidentified,
              const FinishedPlacement& placement, const std::vector<std::int64_t>& expected,
              std::int64_t original_frames, int reach, const base::Cancellation& cancellation,
              const media::Turns& turns) {
  media::VideoReader source(original, turns);
  media::VideoReader finished(deidentified);
  FrameAlignment alignment(original_frames, reach);
  const cv::Size size = signature_size(placement.original_px);
  std::deque<cv::Mat> near;  // the original's signatures from first_near on
  std::int64_t first_near = 0;
  std::int64_t read = 0;
  std::int64_t found = 0;
  std::int64_t telling = 0;
  Aligned result;
  for (const std::int64_t at : expected) {
    cancellation.throw_if_requested();
    const auto after = finished.next();
    if (!after) break;
    const cv::Mat shown = signature_of(placement.original_sized(after->rgb), size);
    const std::int64_t first = alignment.first_candidate(at);
    for (; read <= std::min(original_frames - 1, first + 2 * std::int64_t{reach}); ++read) {
      // Frames that none is compared with are not converted.
      const auto before = read < first ? source.skip() : source.next();
      if (!before) break;
      const bool shows = before->readable && !before->rgb.empty();
      near.push_back(shows ? signature_of(geometry::turned(before->rgb, placement.turn_deg), size)
                           : cv::Mat());
    }
    for (; first_near < first && !near.empty(); ++first_near) near.pop_front();
    std::vector<double> differences(2 * static_cast<std::size_t>(reach) + 1, kFarthestApart);
    double least = kFarthestApart;
    for (std::size_t c = 0; c < differences.size(); ++c) {
      const std::int64_t index = first + static_cast<std::int64_t>(c) - first_near;
      if (index < 0 || index >= static_cast<std::int64_t>(near.size())) continue;
      differences[c] = apart(near[static_cast<std::size_t>(index)], shown);
      least = std::min(least, differences[c]);
    }
    telling += !shown.empty();
    found += !shown.empty() && least < kNotTheSame;
    result.difference += least;
    alignment.add(at, differences);
  }
  result.original_of = alignment.path();
  const auto frames = static_cast<double>(std::max<std::size_t>(1, result.original_of.size()));
  result.difference /= frames;
  result.found_share = telling == 0 ? 1 : static_cast<double>(found) / static_cast<double>(telling);
  return result;
}

}  // namespace

std::int64_t FramePairs::left_out() const {
  return original_frames - (finished_frames - repeated());
}

std::int64_t FramePairs::repeated() const {
  if (!original_of) return 0;
  std::int64_t repeats = 0;
  for (std::size_t j = 1; j < original_of->size(); ++j)
    repeats += (*original_of)[j] == (*original_of)[j - 1];
  return repeats;
}

FramePairs pair_frames(const std::filesystem::path& original,
                       const std::filesystem::path& deidentified,
                       const FinishedPlacement& placement, const base::Cancellation& cancellation,
                       const media::Turns& turns) {
  const Times before = times_of(original, cancellation);
  const Times after = times_of(deidentified, cancellation);
  FramePairs pairs;
  pairs.original_frames = static_cast<std::int64_t>(before.size());
  pairs.finished_frames = static_cast<std::int64_t>(after.size());
  if (before.empty() || same_times(before, after)) return pairs;
  const double fps = interval_s(before) > 0 ? 1 / interval_s(before) : 30;
  const int reach = static_cast<int>(
      std::clamp(std::lround(kReach_s * fps), long{kLeastReach}, long{kMostReach}));
  const auto along = [&](const std::vector<std::int64_t>& expected) {
    return align(original, deidentified, placement, expected, pairs.original_frames, reach,
                 cancellation, turns);
  };
  const auto by_time = expected_by_time(before, after);
  const auto by_number = expected_by_number(before.size(), after.size());
  Aligned best = along(by_time);
  // Programs that know no times write as many frames at another rate.
  if (by_time != by_number && std::abs(pairs.original_frames - pairs.finished_frames) <= reach) {
    Aligned other = along(by_number);
    if (other.difference < best.difference) best = std::move(other);
  }
  if (best.found_share < kLeastFound) {
    throw base::Error::about_file(
        base::ErrorKind::kInput, deidentified,
        "it has more or fewer frames than the original, or other times, and most of its pictures "
        "are not found near their time in the original",
        "Compare a video with its own original.");
  }
  pairs.finished_frames = static_cast<std::int64_t>(best.original_of.size());
  pairs.original_of = std::move(best.original_of);
  return pairs;
}

}  // namespace securepose::pairing
