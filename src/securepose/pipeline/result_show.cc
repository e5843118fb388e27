#include "securepose/pipeline/result_show.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <opencv2/imgproc.hpp>
#include <set>

#include "securepose/base/atomic_file.h"
#include "securepose/covering/cover_plan.h"
#include "securepose/covering/painter.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/pipeline/clip_middle.h"
#include "securepose/pipeline/decode_ahead.h"
#include "securepose/pipeline/people_picture.h"
#include "securepose/pipeline/stored_result.h"

namespace securepose::pipeline {
namespace {

using result::RenderingRecord;

constexpr std::size_t kMostThumbnails = 9;  // of a person; those that overlap are left out
/// Around a box; detectors cut feet and hair.
constexpr double kBoxGrowth = 1.08;
/// From a face's box to head and shoulders.
constexpr double kFaceGrowth = 3;
/// Wider ones, such as of people lying down, would hide their neighbours.
constexpr int kWidest_px = 160;

struct WantedThumbnail {
  base::PersonId person;
  geometry::Box box_px;
};

using WantedThumbnails = std::multimap<base::FrameIndex, WantedThumbnail>;

geometry::Box box_of(const tracking::PersonSample& sample,
                     const observation::FrameObservations& frame) {
  const bool body = sample.person_index.has_value();
  const geometry::Box& box = body ? frame.people.at(*sample.person_index).box_px
                                  : frame.faces.at(sample.face_indices.at(0)).detection.box_px;
  const double growth = body ? kBoxGrowth : kFaceGrowth;
  return geometry::Box::around(box.center(), box.width_px() * growth, box.height_px() * growth);
}

WantedThumbnails wanted_thumbnails(const ClipWork& work) {
  WantedThumbnails wanted;
  for (const tracking::Person& person : work.record.people.people) {
    for (const std::size_t i : evenly_spread(person.samples.size(), kMostThumbnails)) {
      const tracking::PersonSample& sample = person.samples[i];
      if (!sample.person_index && sample.face_indices.empty()) continue;
      const auto& frame = work.clip.frames.at(static_cast<std::size_t>(sample.frame));
      wanted.emplace(sample.frame, WantedThumbnail{person.id, box_of(sample, frame)});
    }
  }
  return wanted;
}

// The part of a covered picture in a box, upright and as high as a thumbnail.
std::optional<cv::Mat> thumbnail_of(const cv::Mat& rgb, const geometry::Box& box_px,
                                    int upright_turn_deg) {
  const cv::Rect box(cv::Point(static_cast<int>(std::floor(box_px.x1_px)),
                               static_cast<int>(std::floor(box_px.y1_px))),
                     cv::Point(static_cast<int>(std::ceil(box_px.x2_px)),
                               static_cast<int>(std::ceil(box_px.y2_px))));
  const cv::Rect inside = box & cv::Rect({}, rgb.size());
  if (inside.width < 2 || inside.height < 2) return std::nullopt;
  const cv::Mat part = geometry::turned(rgb(inside), upright_turn_deg);
  const double scale = std::min(static_cast<double>(kThumbnailHeight_px) / part.rows,
                                static_cast<double>(kWidest_px) / part.cols);
  const cv::Size size(
      std::max(1, static_cast<int>(std::lround(part.cols * scale))),
      std::clamp(static_cast<int>(std::lround(part.rows * scale)), 1, kThumbnailHeight_px));
  cv::Mat small;
  cv::resize(part, small, size, 0, 0, cv::INTER_AREA);
  cv::copyMakeBorder(small, small, kThumbnailHeight_px - small.rows, 0, 0, 0, cv::BORDER_CONSTANT,
                     cv::Scalar::all(255));
  return small;
}

// Covers once more what the video leaves open: the patient by wish, and what its check still sees.
class ThumbnailCover {
 public:
  explicit ThumbnailCover(const ClipWork& work, const RenderingRecord& rendering)
      : painter_({covering::FillKind::kSolid, {128, 128, 128}}, {}) {
    covering::CoverOptions everyone = work.options.cover;
    everyone.who = covering::CoverWho::kEveryone;
    plan_ = covering::plan_cover(work.clip, work.record.people, everyone);
    hidden_px_ = wanted_pictures(0, 0, {}, rendering.remaining_leaks).hidden_px;
    only_leaks_ = work.options.cover.who == covering::CoverWho::kEveryone;
  }

  void cover(base::FrameIndex frame, cv::Mat& rgb) const {
    if (!only_leaks_) painter_.paint(plan_.frames.at(static_cast<std::size_t>(frame)), rgb);
    if (const auto boxes = hidden_px_.find(frame); boxes != hidden_px_.end())
      hide_boxes(boxes->second, rgb);
  }

 private:
  covering::Painter painter_;
  covering::CoverPlan plan_;
  std::map<base::FrameIndex, std::vector<geometry::Box>> hidden_px_;
  bool only_leaks_ = false;
};

PersonThumbnails read_thumbnails(const ClipWork& work, const RenderingRecord& rendering,
                                 const std::filesystem::path& video) {
  const WantedThumbnails wanted = wanted_thumbnails(work);
  const ThumbnailCover cover(work, rendering);
  DecodeAhead decoder(video, [&wanted](base::FrameIndex index) { return wanted.contains(index); });
  PersonThumbnails thumbnails;
  Progress progress{Stage::kReport, 0, static_cast<std::int64_t>(work.clip.frames.size()), 0};
  while (const auto frame = decoder.next()) {
    work.cancellation.throw_if_requested();
    progress.done_frames = frame->index + 1;
    work.listener.progress(progress);
    const auto [first, last] = wanted.equal_range(frame->index);
    if (first == last || !frame->readable) continue;
    cv::Mat rgb = frame->rgb.clone();
    cover.cover(frame->index, rgb);
    for (auto it = first; it != last; ++it) {
      auto picture = thumbnail_of(rgb, it->second.box_px, work.clip.upright_turn_deg);
      if (picture) thumbnails[it->second.person].push_back({frame->time, std::move(*picture)});
    }
  }
  return thumbnails;
}

}  // namespace

PeopleTimeline show_people(const std::filesystem::path& folder, const RunOptions& options,
                           const base::Cancellation& cancellation, const Listener& listener) {
  require_whole_result(folder);
  const RenderingRecord rendering = result::read_rendering(folder);
  result::WorkFolder work_folder(folder);  // nobody else changes the result meanwhile
  ClipWork work(options, cancellation, listener, work_folder);
  try {
    restore_result(folder, rendering, work);
    find_people(work);
    plan_regions(work);
    const auto patient =
        work.record.patient ? std::optional(work.record.patient->suggestion.person) : std::nullopt;
    const PeopleTimeline timeline =
        people_timeline(work.clip, work.record.people, work.plan, patient);
    const auto thumbnails = read_thumbnails(work, rendering, folder / result::kResultFiles.front());
    base::write_file_atomically(folder / kPeoplePicture, people_picture(timeline, thumbnails));
    work_folder.discard_staged();
    return timeline;
  } catch (...) {
    work_folder.discard_staged();
    throw;
  }
}

}  // namespace securepose::pipeline
