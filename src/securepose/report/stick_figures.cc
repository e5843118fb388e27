#include "securepose/report/stick_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "securepose/report/plot_frame.h"
#include "securepose/report/thinning.h"

namespace securepose::report {
namespace {

using kinematics::BodyLandmark;
using kinematics::LandmarkSample;
using kinematics::LandmarkSeries;

constexpr std::size_t kFiguresWithoutStride = 12;
constexpr int kStrideSteps = 10;

/// The point in a frame turned clockwise; only differences between points matter.
geometry::Point turned(geometry::Point p, int turn_deg) {
  switch (turn_deg) {
    case 90:
      return {-p.y_px, p.x_px};
    case 180:
      return {-p.x_px, -p.y_px};
    case 270:
      return {p.y_px, -p.x_px};
    default:
      return p;
  }
}

StickFigure figure_of(const LandmarkSample& sample, const LandmarkSeries& series) {
  StickFigure figure{sample.frame, series.clock.movement_time(sample.time), {}, ""};
  for (const auto& point : sample.points) {
    figure.landmarks.push_back(
        point ? std::optional(turned(point->point_px, series.upright_turn_deg)) : std::nullopt);
  }
  return figure;
}

bool shows_body(const LandmarkSample& sample) {
  return sample[BodyLandmark::kLeftHip].has_value() || sample[BodyLandmark::kRightHip].has_value();
}

/// The sample nearest in time; the series is not empty.
const LandmarkSample& nearest(const LandmarkSeries& series, double time_s) {
  return *std::min_element(series.samples.begin(), series.samples.end(),
                           [&](const LandmarkSample& a, const LandmarkSample& b) {
                             return std::abs(a.time.seconds() - time_s) <
                                    std::abs(b.time.seconds() - time_s);
                           });
}

std::vector<StickFigure> figures_of_stride(const LandmarkSeries& series,
                                           const kinematics::Stride& stride) {
  std::vector<StickFigure> figures;
  for (int step = 0; step <= kStrideSteps; ++step) {
    const base::Timestamp at = base::Timestamp::from_seconds(
        stride.start.seconds() + stride.duration_s() * step / kStrideSteps);
    const LandmarkSample& sample = nearest(series, series.clock.presentation_time(at).seconds());
    if (!shows_body(sample)) continue;
    StickFigure figure = figure_of(sample, series);
    figure.caption = fmt::format("{} %", step * 100 / kStrideSteps);
    figures.push_back(std::move(figure));
  }
  return figures;
}

constexpr Bone bone(BodyLandmark from, BodyLandmark to, Side side) {
  return {kinematics::index_of(from), kinematics::index_of(to), side};
}

}  // namespace

SkeletonStrip stick_figures(const kinematics::MovementResult& result) {
  const LandmarkSeries& series = result.clean;
  SkeletonStrip strip;
  strip.bones = body_bones();
  strip.head = kinematics::index_of(BodyLandmark::kNose);
  strip.neck = kinematics::index_of(BodyLandmark::kNeck);
  const auto& strides = result.gait.strides;
  if (!series.samples.empty() && !strides.empty()) {
    const kinematics::Stride& stride = strides[strides.size() / 2];
    strip.figures = figures_of_stride(series, stride);
    strip.description = fmt::format(
        "One {} stride, from initial contact (0 %) to the next of the same foot (100 %).",
        side_name(stride.side == kinematics::Side::kLeft ? Side::kLeft : Side::kRight));
  }
  if (strip.figures.size() > 1) return strip;

  std::vector<const LandmarkSample*> seen;
  for (const LandmarkSample& sample : series.samples)
    if (shows_body(sample)) seen.push_back(&sample);
  strip.figures.clear();
  for (const std::size_t i : evenly(seen.size(), kFiguresWithoutStride))
    strip.figures.push_back(figure_of(*seen[i], series));
  strip.description = "Evenly spread over the frames that show the patient.";
  return strip;
}

const std::vector<Bone>& body_bones() {
  using B = BodyLandmark;
  static const std::vector<Bone> kBones = {
      bone(B::kLeftShoulder, B::kRightShoulder, Side::kMidline),
      bone(B::kLeftHip, B::kRightHip, Side::kMidline),
      bone(B::kNeck, B::kMidHip, Side::kMidline),
      bone(B::kNeck, B::kNose, Side::kMidline),
      bone(B::kLeftShoulder, B::kLeftElbow, Side::kLeft),
      bone(B::kLeftElbow, B::kLeftWrist, Side::kLeft),
      bone(B::kRightShoulder, B::kRightElbow, Side::kRight),
      bone(B::kRightElbow, B::kRightWrist, Side::kRight),
      bone(B::kLeftHip, B::kLeftKnee, Side::kLeft),
      bone(B::kLeftKnee, B::kLeftAnkle, Side::kLeft),
      bone(B::kRightHip, B::kRightKnee, Side::kRight),
      bone(B::kRightKnee, B::kRightAnkle, Side::kRight),
      bone(B::kLeftAnkle, B::kLeftHeel, Side::kLeft),
      bone(B::kLeftHeel, B::kLeftBigToe, Side::kLeft),
      bone(B::kLeftAnkle, B::kLeftBigToe, Side::kLeft),
      bone(B::kRightAnkle, B::kRightHeel, Side::kRight),
      bone(B::kRightHeel, B::kRightBigToe, Side::kRight),
      bone(B::kRightAnkle, B::kRightBigToe, Side::kRight),
  };
  return kBones;
}

}  // namespace securepose::report
