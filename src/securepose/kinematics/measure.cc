#include "securepose/kinematics/measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "securepose/kinematics/balance.h"
#include "securepose/kinematics/floor_slope.h"
#include "securepose/kinematics/floor_velocity.h"
#include "securepose/kinematics/gait_events.h"
#include "securepose/kinematics/gait_measurement.h"
#include "securepose/kinematics/gait_table.h"
#include "securepose/kinematics/gaps.h"
#include "securepose/kinematics/given_events.h"
#include "securepose/kinematics/joint_angles.h"
#include "securepose/kinematics/outliers.h"
#include "securepose/kinematics/range_of_motion.h"
#include "securepose/kinematics/rhythm.h"
#include "securepose/kinematics/sit_to_stand.h"
#include "securepose/kinematics/smoothing.h"
#include "securepose/kinematics/swap_repair.h"
#include "securepose/kinematics/walking_passes.h"
#include "securepose/kinematics/world_angles.h"

namespace securepose::kinematics {

namespace {

/// BlazePose calls every hidden limb hardly visible, yet places it well; other sets' confidences
/// are cut where Sports2D cuts them.
double least_confidence(const LandmarkSeries& series, const MovementOptions& options) {
  return options.min_confidence.value_or(series.keypoint_set == KeypointSet::kBlazePose33 ? 0.05
                                                                                          : 0.3);
}

/// Mends, fills and smooths the tracks; bridges stay in until drop_bridges().
/// @param unsmoothed  takes the tracks as they are before the filter, if it is wanted
void clean(LandmarkTracks& tracks, const MovementOptions& options, MovementResult& result,
           LandmarkTracks* unsmoothed) {
  if (options.mend_swaps) result.summary.swapped_samples = mend_swaps(tracks, {});
  result.summary.outliers = remove_outliers(tracks, {});
  const GapCounts gaps = fill_gaps(tracks, {.max_fill_s = options.max_gap_s});
  result.summary.interpolated_points = gaps.filled_points;
  result.summary.longest_filled_gap_s = options.max_gap_s;
  result.summary.long_gaps = gaps.long_gaps;
  if (unsmoothed != nullptr) {
    *unsmoothed = tracks;
    add_middle_points(*unsmoothed);
    drop_bridges(*unsmoothed);
  }
  result.filter = smooth(tracks, options, result.notes);
  add_middle_points(tracks);
}

ScaleFacts scale_facts(const std::vector<PassGeometry>& passes, const MovementOptions& options,
                       const FloorSlope& slope) {
  ScaleFacts facts;
  facts.floor_slope_deg = slope.slope_deg;
  std::vector<double> heights_px;
  heights_px.reserve(passes.size());
  for (const PassGeometry& pass : passes) heights_px.push_back(pass.size.height_px);
  if (!heights_px.empty()) facts.body_height_px = percentile_of(heights_px, 50);
  facts.source = "none";
  if (const auto* patient = std::get_if<PatientHeight>(&options.scale)) {
    facts.source = "height";
    if (facts.body_height_px) facts.m_per_px = patient->height_m / *facts.body_height_px;
  } else if (const auto* factor = std::get_if<MetresPerPixel>(&options.scale)) {
    facts.source = "factor";
    facts.m_per_px = factor->m_per_px;
  } else if (const auto* known = std::get_if<KnownDistance>(&options.scale)) {
    facts.source = "reference";
    facts.m_per_px = known->length_m / geometry::distance_px(known->from, known->to);
  }
  return facts;
}

/// The belt's speed was the scale if strides have metres although nothing else gives any.
void note_belt_as_scale(const std::vector<Stride>& strides, ScaleFacts& facts) {
  if (facts.source != "none" || !facts.body_height_px) return;
  for (const Stride& stride : strides) {
    if (!stride.length_m || !stride.length_heights || *stride.length_heights <= 0) continue;
    facts.source = "belt";
    facts.m_per_px = *stride.length_m / *stride.length_heights / *facts.body_height_px;
    return;
  }
}

/// Says which times are which.
void note_slow_motion(const MovementClock& clock, std::vector<std::string>& notes) {
  if (clock.factor == 1) return;
  notes.push_back(fmt::format(
      "The video plays {:.4g} times {} than the movement was. Filters, durations, speeds and "
      "cadence "
      "use the movement's own time, movement_time_s; time_s is when the video shows it.",
      clock.factor > 1 ? clock.factor : 1 / clock.factor, clock.factor > 1 ? "slower" : "faster"));
}

/// Says so where a person stays in place and nothing tells how fast the floor moves.
void note_speed_from_feet(const std::vector<PassGeometry>& passes, const MovementOptions& options,
                          std::vector<std::string>& notes) {
  if (options.belt_speed_m_s) return;
  if (std::any_of(passes.begin(), passes.end(), [](const PassGeometry& pass) {
        return pass.on_the_spot && walks(pass) && from_the_side(pass);
      }))
    notes.emplace_back(
        "The speed of the belt (or of the camera that follows) is not known: walking speed and "
        "lengths were taken from the feet while they stand, over the whole time. "
        "--treadmill --belt-speed-m-s gives the belt's.");
}

/// What the task asks for.
TaskResult measure_task(const LandmarkTracks& tracks, const LandmarkTracks& unsmoothed,
                        const LandmarkSeries& series, const std::vector<PassGeometry>& passes,
                        const MovementResult& measured, const TaskRequest& request) {
  TaskResult result;
  result.task = request.task;
  const ScaleFacts& scale = measured.scale;
  switch (request.task) {
    case Task::kGait:
      break;
    case Task::kSitToStand:
      result.sit_to_stand = sit_to_stand(tracks);
      result.missing_reason = result.sit_to_stand->missing_reason;
      break;
    case Task::kBalance: {
      std::optional<double> height_m;
      if (scale.m_per_px && scale.body_height_px)
        height_m = *scale.m_per_px * *scale.body_height_px;
      result.sways = balance(tracks, passes, height_m);
      if (result.sways.empty()) result.missing_reason = no_balance_reason(passes);
      break;
    }
    case Task::kRhythm: {
      // The filter's cut-off would take tremor away, so angles are taken from unsmoothed points.
      const AngleTable angles = joint_angles(unsmoothed, series, passes, scale.floor_slope_deg);
      result.rhythms = rhythms(unsmoothed, angles, scale.body_height_px.value_or(1), request);
      if (result.rhythms.empty())
        result.missing_reason = no_rhythm_reason(unsmoothed, angles, request);
      break;
    }
    case Task::kRangeOfMotion:
      result.ranges = ranges_of_motion(measured.angles, request);
      if (result.ranges.empty()) result.missing_reason = no_range_reason(measured.angles, request);
      break;
  }
  return result;
}

void fill_summary(const LandmarkTracks& tracks, MovementSummary& summary) {
  summary.samples = tracks.size();
  for (std::size_t i = 0; i < tracks.size(); ++i)
    summary.samples_with_person +=
        std::any_of(tracks.tracks.begin(), tracks.tracks.end(),
                    [i](const LandmarkTrack& t) { return t.state[i] == PointState::kSeen; });
  if (tracks.size() < 2) return;
  summary.duration_s = tracks.time_s.back() - tracks.time_s.front();
  summary.median_rate_hz = 1 / tracks.median_interval_s();
  summary.variable_rate = !grid_of(tracks).even;
}

}  // namespace

MovementResult measure(const LandmarkSeries& series, const MovementOptions& options) {
  options.validate();
  const auto began = std::chrono::steady_clock::now();
  MovementResult result;
  LandmarkTracks tracks = tracks_from_series(series, least_confidence(series, options));
  fill_summary(tracks, result.summary);
  note_slow_motion(series.clock, result.notes);
  LandmarkTracks unsmoothed;
  clean(tracks, options, result, options.task.task == Task::kRhythm ? &unsmoothed : nullptr);
  PassSearch found = find_passes(tracks, options.treadmill);
  std::move(found.notes.begin(), found.notes.end(), std::back_inserter(result.notes));
  mark_moving_cameras(tracks, found.passes, result.notes);
  result.events = gait_events(tracks, series, found.passes);  // tells walking from running, too
  result.events_given = options.events.has_value();
  if (options.events)
    result.events = place_given_events(*options.events, tracks, series, found.passes);
  drop_bridges(tracks);
  const FloorSlope slope = floor_slope(tracks, found.passes);
  result.angles = joint_angles(tracks, series, found.passes, slope.slope_deg);
  if (options.estimate_3d) {
    add_world_angles(tracks, series, options, result.angles);
    result.notes.emplace_back(kEstimate3dNote);
  }
  result.gait = measure_gait({tracks, found.passes, result.events, result.angles}, options);
  note_speed_from_feet(found.passes, options, result.notes);
  result.scale = scale_facts(found.passes, options, slope);
  note_belt_as_scale(result.gait.strides, result.scale);
  result.cycles = cycle_curves(result.angles, result.gait.strides);
  result.normal_bands = options.normal_bands;
  result.gait_profile = gait_profile(result.cycles, options.normal_bands);
  result.task = measure_task(tracks, unsmoothed, series, found.passes, result, options.task);
  result.passes.reserve(found.passes.size());
  for (const PassGeometry& pass : found.passes) result.passes.push_back(pass.pass);
  result.turns = std::move(found.turns);
  result.clean = series_from_tracks(tracks, series);
  result.summary.compute_time_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return result;
}

}  // namespace securepose::kinematics
