#include "securepose/media/shape_survey.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "securepose/media/demuxer.h"
#include "securepose/media/header_watch.h"
#include "securepose/media/picture_decoder.h"

namespace securepose::media {
namespace {

bool announces_other_pictures(const std::filesystem::path& file) {
  Demuxer demuxer(file);
  HeaderWatch watch(*demuxer.video().codecpar);
  const Handle<AVPacket> packet = new_packet();
  while (demuxer.read(*packet))
    if (watch.announces_change(*packet)) return true;
  return false;
}

// A picture is shown until the next one. Leaps of the clock say nothing.
class ShownTimes {
 public:
  explicit ShownTimes(AVRational time_base) : tick_s_(av_q2d(time_base)) {}

  void add(const PictureShape& shape, const DecodedPicture& picture) {
    if (current_ && picture.pts && last_pts_) credit(*picture.pts - *last_pts_);
    if (picture.pts) last_pts_ = picture.pts;
    last_duration_ = picture.duration;
    part_ = parts_.add(shape);
    const auto known = std::find_if(times_.begin(), times_.end(),
                                    [&](const auto& entry) { return entry.first == shape; });
    current_ = static_cast<std::size_t>(known - times_.begin());
    if (known == times_.end()) times_.emplace_back(shape, 0);
  }

  std::optional<ShapeSurvey> finish() {
    if (current_) credit(last_duration_);
    if (times_.size() < 2) return std::nullopt;
    const auto longest =
        std::max_element(times_.begin(), times_.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return ShapeSurvey{longest->first, part_durations_s_};
  }

 private:
  void credit(std::int64_t ticks) {
    constexpr double kLongest_s = 10;  // a pause of the recorder rather than a picture
    const double time_s = std::clamp(static_cast<double>(ticks) * tick_s_, 0.0, kLongest_s);
    times_[*current_].second += time_s;
    part_durations_s_.resize(static_cast<std::size_t>(part_) + 1);
    part_durations_s_.back() += time_s;
  }

  double tick_s_;
  std::vector<std::pair<PictureShape, double>> times_;
  std::vector<double> part_durations_s_;
  PartCounter parts_;
  int part_ = 0;
  std::optional<std::size_t> current_;
  std::optional<std::int64_t> last_pts_;
  std::int64_t last_duration_ = 0;
};

}  // namespace

std::optional<ShapeSurvey> survey_shapes(const std::filesystem::path& file) {
  if (!announces_other_pictures(file)) return std::nullopt;
  Demuxer demuxer(file);
  PictureDecoder decoder(demuxer);
  ShapeReader shapes(demuxer.video());
  ShownTimes times(demuxer.video().time_base);
  while (const auto picture = decoder.next())
    if (picture->readable && picture->frame) times.add(shapes.shape_of(*picture->frame), *picture);
  return times.finish();
}

}  // namespace securepose::media
