#include "securepose/covering/kept_covers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string_view>

namespace securepose::covering {
namespace {

/// Covers are planned with far more room than this; it keeps equal covers from being doubled.
constexpr double kTolerance_px = 0.5;
/// A detector that saw a face may miss it in the frames around; a head turns away in 0.5 s.
constexpr double kFaceAround_s = 0.5;
constexpr int kDirections = 48;
constexpr std::array kRings = {1.0, 0.75, 0.5, 0.25, 0.0};

bool has_evidence(const Region& region, std::string_view name) {
  return std::find(region.evidence.begin(), region.evidence.end(), name) != region.evidence.end();
}

// Points that fill an ellipse, up to half a pixel from its edge.
std::vector<geometry::Point> points_in(const geometry::Ellipse& ellipse) {
  const double rx_px = std::max(0.0, ellipse.rx_px - kTolerance_px);
  const double ry_px = std::max(0.0, ellipse.ry_px - kTolerance_px);
  const double turn = ellipse.angle_deg * std::numbers::pi / 180;
  std::vector<geometry::Point> points;
  points.reserve(kRings.size() * kDirections);
  for (const double ring : kRings) {
    for (int i = 0; i < kDirections; ++i) {
      const double angle = 2 * std::numbers::pi * i / kDirections;
      const double x = ring * rx_px * std::cos(angle);
      const double y = ring * ry_px * std::sin(angle);
      points.push_back({ellipse.center.x_px + x * std::cos(turn) - y * std::sin(turn),
                        ellipse.center.y_px + x * std::sin(turn) + y * std::cos(turn)});
    }
  }
  return points;
}

bool is_same(const geometry::Ellipse& a, const geometry::Ellipse& b) {
  return a.center.x_px == b.center.x_px && a.center.y_px == b.center.y_px && a.rx_px == b.rx_px &&
         a.ry_px == b.ry_px && a.angle_deg == b.angle_deg;
}

bool is_covered(const Region& region, const FrameRegions& frame) {
  // Where the edits change nothing, which is most of a clip, this is quick.
  if (std::any_of(frame.regions.begin(), frame.regions.end(),
                  [&](const Region& other) { return is_same(region.ellipse, other.ellipse); }))
    return true;
  const auto points = points_in(region.ellipse);
  return std::all_of(points.begin(), points.end(), [&](const geometry::Point& point) {
    return std::any_of(frame.regions.begin(), frame.regions.end(),
                       [&](const Region& other) { return other.contains(point); });
  });
}

// Where faces of a person were seen, as times.
using FaceTimes = std::map<base::PersonId, std::vector<base::Timestamp>>;

FaceTimes face_times(const CoverPlan& plan) {
  FaceTimes times;
  for (const FrameRegions& frame : plan.frames) {
    for (const Region& region : frame.regions)
      if (region.person && has_evidence(region, "face"))
        times[*region.person].push_back(frame.time);
  }
  return times;
}

bool face_is_near(const FaceTimes& times, base::PersonId person, base::Timestamp at) {
  const auto found = times.find(person);
  if (found == times.end()) return false;
  const auto around = base::Timestamp::from_seconds(kFaceAround_s);
  const auto first = std::lower_bound(found->second.begin(), found->second.end(), at - around);
  return first != found->second.end() && *first <= at + around;
}

}  // namespace

FrameCovers check_covers_of(const CoverPlan& plan) {
  FrameCovers covers;
  for (std::size_t i = 0; i < plan.frames.size(); ++i) {
    for (const Region& region : plan.frames[i].regions)
      if (has_evidence(region, "check")) covers[static_cast<base::FrameIndex>(i)].push_back(region);
  }
  return covers;
}

void add_covers(const FrameCovers& covers, CoverPlan& plan) {
  for (const auto& [frame, regions] : covers) {
    auto& there = plan.frames.at(static_cast<std::size_t>(frame)).regions;
    there.insert(there.end(), regions.begin(), regions.end());
  }
}

void keep_covers(const CoverPlan& before, std::span<const tracking::AppliedEdit> applied,
                 std::optional<base::PersonId> spared, CoverPlan& plan) {
  const FaceTimes faces = face_times(before);
  for (std::size_t i = 0; i < before.frames.size(); ++i) {
    FrameRegions& frame = plan.frames.at(i);
    if (frame.cover_everything) continue;
    for (const Region& old : before.frames[i].regions) {
      Region region = old;
      if (old.person) {
        region.person = tracking::person_after(applied, *old.person, frame.time);
        if (!region.person && !face_is_near(faces, *old.person, frame.time)) continue;
        if (region.person && region.person == spared) continue;
      }
      if (is_covered(region, frame)) continue;
      region.evidence = {"kept"};
      frame.regions.push_back(std::move(region));
    }
  }
}

}  // namespace securepose::covering
