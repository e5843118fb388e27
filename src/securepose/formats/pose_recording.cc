#include "securepose/formats/pose_recording.h"

namespace securepose::formats {

kinematics::LandmarkSeries series_of(const PoseRecording& recording,
                                     const std::vector<PoseDetection>& detections) {
  kinematics::LandmarkSeries series;
  series.keypoint_set = recording.keypoint_set;
  series.width_px = recording.width_px;
  series.height_px = recording.height_px;
  series.samples.resize((recording.frames + recording.stride - 1) / recording.stride);
  for (std::size_t i = 0; i < series.samples.size(); ++i) {
    const std::size_t frame = i * recording.stride;
    series.samples[i].frame = static_cast<base::FrameIndex>(frame);
    series.samples[i].time = base::Timestamp::from_seconds(recording.time_s(frame));
  }
  for (const PoseDetection& detection : detections) {
    const PoseFrame& frame = recording.seen[detection.seen];
    kinematics::LandmarkSample& sample = series.samples[frame.frame / recording.stride];
    for (const PosePoint& point : frame.people[detection.person])
      sample[point.landmark] =
          kinematics::LandmarkPoint{.point_px = point.point_px, .confidence = point.confidence};
  }
  return series;
}

}  // namespace securepose::formats
