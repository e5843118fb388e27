#include "securepose/pipeline/people_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "securepose/base/error.h"

namespace securepose::pipeline {
namespace {

constexpr int kWidth_px = 1500;
constexpr int kLabel_px = 190;  // left of the lanes
constexpr int kMargin_px = 24;  // right of the lanes
constexpr int kHead_px = 24;    // above the first lane
constexpr int kBar_px = 20;
constexpr int kLane_px = kThumbnailHeight_px + kBar_px + 26;
constexpr int kFoot_px = 84;  // axis and key
constexpr int kBetween_px = 6;
constexpr int kMostTicks = 12;

const cv::Scalar kInk(40, 40, 40);
const cv::Scalar kPale(215, 215, 215);

// Blue, green and red of colours that also colour-blind readers tell apart (Okabe and Ito 2008).
constexpr std::array<std::array<int, 3>, 7> kColours = {{{178, 114, 0},
                                                         {0, 94, 213},
                                                         {115, 158, 0},
                                                         {167, 121, 204},
                                                         {233, 180, 86},
                                                         {0, 159, 230},
                                                         {90, 90, 90}}};

cv::Scalar colour_of(std::size_t lane, double certainty) {
  const auto& colour = kColours[lane % kColours.size()];
  const double strength = 0.35 + 0.65 * std::clamp(certainty, 0.0, 1.0);
  cv::Scalar mixed;
  for (int i = 0; i < 3; ++i)
    mixed[i] = 255 + strength * (colour[static_cast<std::size_t>(i)] - 255);
  return mixed;
}

void write(cv::Mat& picture, const std::string& text, cv::Point at, double size = 0.5,
           int weight = 1) {
  cv::putText(picture, text, at, cv::FONT_HERSHEY_SIMPLEX, size, kInk, weight, cv::LINE_AA);
}

void fill_hatched(cv::Mat& picture, const cv::Rect& box, const cv::Scalar& colour) {
  cv::Mat part = picture(box & cv::Rect({}, picture.size()));
  for (int x = -box.height; x < box.width; x += 7)
    cv::line(part, {x, box.height}, {x + box.height, 0}, colour, 1, cv::LINE_AA);
  cv::rectangle(part, {0, 0, part.cols, part.rows}, colour, 1);
}

void draw_presence(cv::Mat& picture, cv::Rect box, Presence presence, const cv::Scalar& colour) {
  switch (presence) {
    case Presence::kSeen:
      cv::rectangle(picture, box, colour, cv::FILLED);
      break;
    case Presence::kFaceOnly:
      box.y += box.height / 2;
      box.height -= box.height / 2;
      cv::rectangle(picture, box, colour, cv::FILLED);
      break;
    case Presence::kHidden:
      fill_hatched(picture, box, colour);
      break;
    case Presence::kHeld:
      box.y += box.height / 2 - 1;
      box.height = 3;
      cv::rectangle(picture, box, colour, cv::FILLED);
      break;
  }
}

class Drawing {
 public:
  explicit Drawing(const PeopleTimeline& timeline)
      : timeline_(timeline),
        duration_s_(std::max(1e-9, (timeline.end - timeline.start).seconds())),
        bottom_px_(kHead_px +
                   kLane_px * static_cast<int>(std::max<std::size_t>(1, timeline.lanes.size()))),
        picture_(bottom_px_ + kFoot_px, kWidth_px, CV_8UC3, cv::Scalar::all(255)) {}

  void draw(const PersonThumbnails& thumbnails) {
    draw_axis();
    for (std::size_t i = 0; i < timeline_.lanes.size(); ++i) {
      const auto pictures = thumbnails.find(timeline_.lanes[i].person);
      if (pictures != thumbnails.end()) draw_thumbnails(i, pictures->second);
      draw_lane(i);
    }
    if (timeline_.lanes.empty()) write(picture_, "Nobody was found.", {kLabel_px, kHead_px + 40});
    draw_key();
  }

  const cv::Mat& picture() const { return picture_; }

 private:
  int x_of(base::Timestamp time) const {
    const double share = (time - timeline_.start).seconds() / duration_s_;
    return kLabel_px + static_cast<int>(std::lround(share * (kWidth_px - kLabel_px - kMargin_px)));
  }
  static int top_of(std::size_t lane) { return kHead_px + kLane_px * static_cast<int>(lane); }

  void draw_axis() {
    const double step_s = time_step_s(duration_s_, kMostTicks);
    const double first_s = std::ceil(timeline_.start.seconds() / step_s) * step_s;
    for (double at_s = first_s; at_s <= timeline_.end.seconds() + 1e-9; at_s += step_s) {
      const int x = x_of(base::Timestamp::from_seconds(at_s));
      cv::line(picture_, {x, kHead_px}, {x, bottom_px_ + 6}, kPale, 1);
      write(picture_, fmt::format("{:.6g} s", at_s), {x - 14, bottom_px_ + 24}, 0.45);
    }
    for (const base::Timestamp cut : timeline_.cuts)
      for (int y = kHead_px; y < bottom_px_; y += 8)
        cv::line(picture_, {x_of(cut), y}, {x_of(cut), y + 4}, kInk, 1);
  }

  void draw_thumbnails(std::size_t lane, const std::vector<PersonThumbnail>& thumbnails) {
    int free_px = kLabel_px;
    for (const PersonThumbnail& thumbnail : thumbnails) {
      const int width = thumbnail.rgb.cols;
      const int x = std::clamp(x_of(thumbnail.time) - width / 2, kLabel_px,
                               std::max(kLabel_px, kWidth_px - kMargin_px - width));
      if (x < free_px || thumbnail.rgb.rows != kThumbnailHeight_px || x + width > kWidth_px)
        continue;
      cv::Mat place = picture_(cv::Rect(x, top_of(lane) + 4, width, kThumbnailHeight_px));
      cv::cvtColor(thumbnail.rgb, place, cv::COLOR_RGB2BGR);
      free_px = x + width + kBetween_px;
    }
  }

  void draw_lane(std::size_t index) {
    const PersonLane& lane = timeline_.lanes[index];
    const int top = top_of(index);
    const int bar_top = top + kThumbnailHeight_px + 8;
    for (const PresenceStretch& stretch : lane.stretches) {
      const int left = x_of(stretch.start);
      draw_presence(picture_, {left, bar_top, std::max(2, x_of(stretch.end) - left), kBar_px},
                    stretch.presence, colour_of(index, lane.certainty));
    }
    write(picture_, fmt::format("Person {}", lane.person.value), {16, top + 34}, 0.6, 2);
    if (lane.is_patient) write(picture_, "patient", {16, top + 58}, 0.55, 1);
    write(picture_, fmt::format("certainty {:.2f}", lane.certainty), {16, top + 82}, 0.45);
    if (!lane.has_body) write(picture_, "face only", {16, top + 102}, 0.45);
    cv::line(picture_, {16, top + kLane_px - 4}, {kWidth_px - kMargin_px, top + kLane_px - 4},
             kPale, 1);
  }

  void draw_key() {
    const int y = bottom_px_ + 46;
    int x = kLabel_px;
    for (const auto& [presence, text] :
         {std::pair{Presence::kSeen, "seen"}, std::pair{Presence::kFaceOnly, "face only"},
          std::pair{Presence::kHidden, "hidden, covered"},
          std::pair{Presence::kHeld, "cover held before or after"}}) {
      draw_presence(picture_, {x, y, 40, kBar_px}, presence, cv::Scalar::all(90));
      write(picture_, text, {x + 50, y + 15}, 0.45);
      x += 90 + 9 * static_cast<int>(std::string_view(text).size());
    }
    write(picture_, "paler: less certain", {x, y + 15}, 0.45);
  }

  const PeopleTimeline& timeline_;
  const double duration_s_;
  const int bottom_px_;
  cv::Mat picture_;
};

}  // namespace

double time_step_s(double duration_s, int most) {
  if (!(duration_s > 0) || most < 1) return 1;
  double step_s = std::pow(10, std::floor(std::log10(duration_s / most)));
  for (const double factor : {2.0, 2.5, 2.0})  // 1, 2, 5, 10 times a power of ten
    if (duration_s / step_s > most) step_s *= factor;
  return step_s;
}

std::string people_picture(const PeopleTimeline& timeline, const PersonThumbnails& thumbnails) {
  Drawing drawing(timeline);
  drawing.draw(thumbnails);
  std::vector<unsigned char> bytes;
  if (!cv::imencode(".png", drawing.picture(), bytes))
    throw base::Error(base::ErrorKind::kEnvironment,
                      "The picture of the people could not be encoded as PNG.");
  return {bytes.begin(), bytes.end()};
}

}  // namespace securepose::pipeline
