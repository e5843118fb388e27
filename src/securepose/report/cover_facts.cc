#include "securepose/report/cover_facts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

#include "securepose/geometry/box.h"

namespace securepose::report {
namespace {

using covering::CoverPlan;
using covering::FrameRegions;
using covering::Region;

/// Cells along a frame's long side on which covered area is counted, overlaps once.
constexpr int kCells = 160;

CoverEvidence evidence_of(const Region& region) {
  const auto has = [&](std::string_view kind) {
    return std::find(region.evidence.begin(), region.evidence.end(), kind) != region.evidence.end();
  };
  if (has("whole") || has("whole person")) return CoverEvidence::kWhole;
  if (has("pose") || has("face")) return CoverEvidence::kSeen;
  if (has("drawn")) return CoverEvidence::kDrawn;
  return CoverEvidence::kInferred;
}

/// Builds a person's lane frame by frame.
class LaneBuilder {
 public:
  /// @param end  of the frame
  void add(base::FrameIndex frame, base::Timestamp start, base::Timestamp end,
           CoverEvidence evidence) {
    const bool goes_on =
        !stretches_.empty() && last_frame_ + 1 >= frame && stretches_.back().evidence == evidence;
    if (goes_on)
      stretches_.back().end = end;
    else
      stretches_.push_back({start, end, evidence});
    last_frame_ = frame;
  }
  std::vector<CoveredStretch> take() { return std::move(stretches_); }

 private:
  std::vector<CoveredStretch> stretches_;
  base::FrameIndex last_frame_ = -1;
};

/// Share of the frame that regions cover.
double covered_share(const FrameRegions& frame, int width_px, int height_px) {
  if (frame.cover_everything) return 1;
  if (frame.regions.empty() || width_px <= 0 || height_px <= 0) return 0;
  const double cell_px = static_cast<double>(std::max(width_px, height_px)) / kCells;
  const int columns = static_cast<int>(std::ceil(width_px / cell_px));
  const int rows = static_cast<int>(std::ceil(height_px / cell_px));
  std::set<std::pair<int, int>> cells;
  for (const Region& region : frame.regions) {
    const geometry::Box bounds = region.bounds_px();
    const int first_column = std::clamp(static_cast<int>(bounds.x1_px / cell_px), 0, columns - 1);
    const int last_column = std::clamp(static_cast<int>(bounds.x2_px / cell_px), 0, columns - 1);
    const int first_row = std::clamp(static_cast<int>(bounds.y1_px / cell_px), 0, rows - 1);
    const int last_row = std::clamp(static_cast<int>(bounds.y2_px / cell_px), 0, rows - 1);
    for (int row = first_row; row <= last_row; ++row) {
      for (int column = first_column; column <= last_column; ++column) {
        if (region.contains({(column + 0.5) * cell_px, (row + 0.5) * cell_px}))
          cells.emplace(row, column);
      }
    }
  }
  return static_cast<double>(cells.size()) / (static_cast<double>(columns) * rows);
}

/// The weakest evidence of each person in one frame; nobody's regions share one entry.
std::map<std::optional<base::PersonId>, CoverEvidence> people_of(const FrameRegions& frame) {
  std::map<std::optional<base::PersonId>, CoverEvidence> people;
  for (const Region& region : frame.regions) {
    const CoverEvidence evidence = evidence_of(region);
    const auto [entry, first] = people.emplace(region.person, evidence);
    if (!first) entry->second = std::max(entry->second, evidence);
  }
  return people;
}

/// Covered heads: one a person, and each region of nobody but drawn boxes.
std::int64_t heads_in(const FrameRegions& frame) {
  std::set<base::PersonId> people;
  std::int64_t nobody = 0;
  for (const Region& region : frame.regions) {
    if (region.person)
      people.insert(*region.person);
    else if (evidence_of(region) != CoverEvidence::kDrawn)
      ++nobody;
  }
  return static_cast<std::int64_t>(people.size()) + nobody;
}

}  // namespace

Deidentification describe_cover(const CoverPlan& plan, int width_px, int height_px,
                                base::Timestamp end) {
  Deidentification facts;
  std::map<std::optional<base::PersonId>, LaneBuilder> lanes;
  LaneBuilder whole_frames;
  double share = 0;
  for (std::size_t i = 0; i < plan.frames.size(); ++i) {
    const FrameRegions& frame = plan.frames[i];
    const base::Timestamp frame_end = i + 1 < plan.frames.size() ? plan.frames[i + 1].time : end;
    facts.regions += static_cast<std::int64_t>(frame.regions.size());
    if (!frame.regions.empty() || frame.cover_everything) ++facts.frames_with_cover;
    if (frame.cover_everything) {
      ++facts.frames_fully_covered;
      whole_frames.add(frame.frame, frame.time, frame_end, CoverEvidence::kWhole);
    }
    for (const auto& [person, evidence] : people_of(frame))
      lanes[person].add(frame.frame, frame.time, frame_end, evidence);
    facts.face_frames += heads_in(frame);
    share += covered_share(frame, width_px, height_px);
  }
  if (!plan.frames.empty())
    facts.covered_area_share = share / static_cast<double>(plan.frames.size());

  // Persons first, then what belongs to nobody, then whole frames.
  for (auto& [person, lane] : lanes) {
    if (!person) continue;
    ++facts.people_covered;
    facts.lanes.push_back({person, "", lane.take()});
  }
  if (const auto nobody = lanes.find(std::nullopt); nobody != lanes.end())
    facts.lanes.push_back({std::nullopt, "", nobody->second.take()});
  if (facts.frames_fully_covered > 0)
    facts.lanes.push_back({std::nullopt, "Whole frame", whole_frames.take()});

  for (const covering::DoubtfulMoment& moment : plan.doubtful) {
    facts.doubtful.push_back({moment.start, moment.end, moment.first_frame, moment.last_frame,
                              moment.person, moment.reason, std::nullopt});
  }
  return facts;
}

}  // namespace securepose::report
