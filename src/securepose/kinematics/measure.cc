#include "securepose/kinematics/measure.h"

#include "securepose/kinematics/gaps.h"
#include "securepose/kinematics/joint_angles.h"
#include "securepose/kinematics/outliers.h"
#include "securepose/kinematics/smoothing.h"
#include "securepose/kinematics/swap_repair.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

MovementResult measure(const LandmarkSeries& series, const MovementOptions& options) {
  options.validate();
  MovementResult result;
  const double least = options.min_confidence.value_or(
      series.keypoint_set == KeypointSet::kBlazePose33 ? 0.05 : 0.3);
  LandmarkTracks tracks = tracks_from_series(series, least);
  if (options.mend_swaps) result.summary.swapped_samples = mend_swaps(tracks, {});
  result.summary.outliers = remove_outliers(tracks, {});
  const GapCounts gaps = fill_gaps(tracks, {.max_fill_s = options.max_gap_s});
  result.summary.interpolated_points = gaps.filled_points;
  result.summary.long_gaps = gaps.long_gaps;
  result.filter = smooth(tracks, options, result.notes);
  drop_bridges(tracks);
  add_middle_points(tracks);
  PassSearch found = find_passes(tracks, options.treadmill);
  for (const PassGeometry& pass : found.passes) result.passes.push_back(pass.pass);
  result.turns = found.turns;
  result.notes.insert(result.notes.end(), found.notes.begin(), found.notes.end());
  result.angles = joint_angles(tracks, series, found.passes, 0);
  result.clean = series_from_tracks(tracks, series);
  return result;
}

}  // namespace securepose::kinematics
