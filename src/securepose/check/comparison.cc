#include "securepose/check/comparison.h"

#include <algorithm>
#include <cstdlib>

#include "securepose/geometry/quarter_turn.h"

namespace securepose::check {
namespace {

/// A picture changed this much differs all over.
constexpr double kAllOver = 0.9;
/// Open faces of one place within so many frames are one leak.
constexpr base::FrameIndex kJoinFrames = 15;
/// A leak is told already if this much of what is covered because of it is covered because of
/// another one.
constexpr double kToldShare = 0.85;

/// A whole cover that went away is a bite, too, a cell or two larger on each side.
constexpr double kToldBiteShare = 0.5;
/// A bite has any shape: the whole of it, not only the ellipse in its bounds, is to be covered.
constexpr double kWhole = 1.2;

/// True if what is covered because of `others` hides the leak in all of its frames, or in the ones
/// next to them.
bool told_by(const std::vector<Leak>& others, const Leak& leak, double told_share = kToldShare) {
  return std::all_of(leak.places.begin(), leak.places.end(), [&](const Leak::Place& place) {
    const geometry::Ellipse wanted = cover_of(leak.kind, place.box_px);
    return std::any_of(others.begin(), others.end(), [&](const Leak& other) {
      return std::any_of(other.places.begin(), other.places.end(), [&](const Leak::Place& told) {
        return std::abs(told.frame - place.frame) <= 1 &&
               share_inside(wanted, cover_of(other.kind, told.box_px)) >= told_share;
      });
    });
  });
}

}  // namespace

void Comparison::add(const pairing::PairedFrame& frame) {
  recorded_px_ = frame.after.size();
  const cv::Mat finished = geometry::turned(frame.after, upright_turn_deg_);
  const cv::Mat shown = geometry::turned(frame.before, upright_turn_deg_);
  const pairing::ChangedMask mask(geometry::turned(frame.before_as_finished, upright_turn_deg_),
                                  finished);
  const bool next = !times_.empty() && frame.index == times_.back().first + 1;
  if ((!next && !times_.empty()) ||
      facts_.has_cut_between(last_original_.value_or(frame.original - 1), frame.original)) {
    gaps_.cut();
    bites_.cut();
    heads_.cut();
  }
  times_.emplace_back(frame.index, frame.time);
  shown_by_original_.emplace(frame.original, frame.index);
  last_original_ = frame.original;
  if (mask.areas().empty()) ++unchanged_;
  if (mask.share_of_picture() >= kAllOver) ++changed_all_over_;
  if (frame.readable) {
    faces_.add(frame.original, mask);
    legible_.add(frame.index, finished, mask, facts_.faces(frame.original));
  }
  const auto changes = gaps_.add(frame.index, frame.time, mask);
  bites_.add(frame.index, frame.time, shown, mask);
  heads_.add(frame.index, frame.time, shown, mask, changes);
}

CheckResult Comparison::finish(OriginalPictures& pictures) {
  CheckResult result;
  result.frames_compared = static_cast<std::int64_t>(times_.size());
  if (!times_.empty()) {
    result.duration_s = (times_.back().second - times_.front().second).seconds();
  }
  result.frames_unchanged = unchanged_;
  result.frames_changed_all_over = changed_all_over_;
  add_gaps(gaps_.gaps(), result.leaks, 1);
  add_gaps(bites_.bites(), result.leaks, kWhole);
  add_passages(result.leaks);
  add_stretches(LeakKind::kOpenFace, as_shown(faces_.finish(pictures, detectors_)), result.leaks);
  add_stretches(LeakKind::kLegible, legible_.finish(facts_.gallery()), result.leaks);
  add_stretches(LeakKind::kOpenHead, heads_.heads(), result.leaks);
  std::stable_sort(result.leaks.begin(), result.leaks.end(),
                   [](const Leak& a, const Leak& b) { return a.first_frame < b.first_frame; });
  const geometry::RecordedFromTurned recorded(upright_turn_deg_, recorded_px_.width,
                                              recorded_px_.height);
  for (Leak& leak : result.leaks) {
    for (Leak::Place& place : leak.places) place.box_px = recorded(place.box_px);
  }
  return result;
}

/// @param told_larger  by how much the places are told larger than they are
void Comparison::add_gaps(const std::vector<CoverGap>& gaps, std::vector<Leak>& leaks,
                          double told_larger) const {
  const std::vector<Leak> known = leaks;
  for (const CoverGap& gap : gaps) {
    if (!gap.steady) continue;
    Leak leak = leak_of(LeakKind::kGap, gap.first_frame, gap.last_frame);
    leak.score = 1;
    for (std::size_t i = 0; i < gap.places_px.size(); ++i) {
      leak.places.push_back({gap.first_frame + static_cast<base::FrameIndex>(i), gap.places_px[i]});
    }
    if (told_by(known, leak, kToldBiteShare)) continue;
    for (Leak::Place& place : leak.places) {
      place.box_px =
          geometry::Box::around(place.box_px.center(), told_larger * place.box_px.width_px(),
                                told_larger * place.box_px.height_px());
    }
    leaks.push_back(std::move(leak));
  }
}

void Comparison::add_passages(std::vector<Leak>& leaks) {
  const std::vector<Leak> known = leaks;
  for (const OpenPassage& passage : gaps_.passages()) {
    const auto frames = static_cast<base::FrameIndex>(passage.places_px.size());
    Leak leak = leak_of(LeakKind::kEdge, passage.first_frame, passage.first_frame + frames - 1);
    leak.score = 1;
    for (base::FrameIndex i = 0; i < frames; ++i) {
      leak.places.push_back(
          {passage.first_frame + i, passage.places_px[static_cast<std::size_t>(i)]});
    }
    if (!told_by(known, leak)) leaks.push_back(std::move(leak));
  }
}

void Comparison::add_stretches(LeakKind kind, const std::vector<OpenFace>& open,
                               std::vector<Leak>& leaks) const {
  const std::vector<Leak> known = leaks;
  for (const OpenStretch& stretch : join_open_faces(open, kJoinFrames)) {
    Leak leak = leak_of(kind, stretch.first_frame, stretch.last_frame);
    for (const OpenFace& face : stretch.faces) {
      leak.places.push_back({face.frame, face.box_px});
      leak.score = std::max(leak.score, face.score);
    }
    if (!told_by(known, leak)) leaks.push_back(std::move(leak));
  }
}

/// Faces of the original in the frames that show them.
std::vector<OpenFace> Comparison::as_shown(const std::vector<OpenFace>& in_original) const {
  std::vector<OpenFace> shown;
  for (const OpenFace& face : in_original) {
    const auto [first, last] = shown_by_original_.equal_range(face.frame);
    for (auto at = first; at != last; ++at) {
      shown.push_back(face);
      shown.back().frame = at->second;
    }
  }
  std::stable_sort(shown.begin(), shown.end(),
                   [](const OpenFace& a, const OpenFace& b) { return a.frame < b.frame; });
  return shown;
}

base::Timestamp Comparison::time_of(base::FrameIndex frame) const {
  const auto at = std::lower_bound(times_.begin(), times_.end(), frame,
                                   [](const auto& t, base::FrameIndex f) { return t.first < f; });
  return at->second;
}

Leak Comparison::leak_of(LeakKind kind, base::FrameIndex first, base::FrameIndex last) const {
  Leak leak;
  leak.kind = kind;
  leak.first_frame = first;
  leak.last_frame = last;
  leak.start = time_of(first);
  leak.end = time_of(last);
  return leak;
}

}  // namespace securepose::check
