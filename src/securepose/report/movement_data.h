#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/geometry/point.h"

namespace securepose::report {

/// A line of a table: what, and its value as text.
struct Fact {
  std::string name;
  std::string value;
};

struct Definition {
  std::string term;
  std::string text;
  std::string source;  ///< publication; may be empty
};

/// Of the patient's body. kMidline: trunk, neck, pelvis.
enum class Side { kLeft, kRight, kMidline };

/// One quantity over time, on Movement::times.
struct Curve {
  Side side = Side::kMidline;
  std::vector<std::optional<double>> values;  ///< as many as Movement::times; missing = gap
  std::vector<bool> interpolated;             ///< as many, or empty if none is interpolated
  std::string missing_reason;                 ///< a sentence if nothing is reported, else empty
};

/// A chart: usually one quantity, left and right.
struct CurvePanel {
  std::string title;      ///< "Knee flexion"
  std::string unit;       ///< "°"
  std::string direction;  ///< what upward means: "flexion +, extension −"; may be empty
  std::vector<Curve> curves;
  /// Shown on demand only: of interest to fewer readers.
  bool secondary = false;
};

/// Mean and standard deviation over strides of one side, at 0, 1, ..., 100 % of the gait cycle.
struct CycleBand {
  Side side = Side::kMidline;
  int strides = 0;
  std::vector<std::optional<double>> mean;  ///< 101
  std::vector<std::optional<double>> sd;    ///< 101, or empty
  std::optional<double> final_contact_percent;
};

/// A normal band that the user supplied: mean and standard deviation at 0, 1, ..., 100 %.
struct ReferenceBand {
  std::string source;
  std::vector<double> mean;
  std::vector<double> sd;
};

/// A chart of one quantity over the gait cycle.
struct CyclePanel {
  std::string title;
  std::string unit;
  std::string direction;
  std::vector<CycleBand> bands;
  std::optional<ReferenceBand> reference;
};

enum class EventKind { kInitialContact, kFinalContact };

struct ContactEvent {
  base::Timestamp time;
  Side side = Side::kLeft;
  EventKind kind = EventKind::kInitialContact;
};

/// A stretch of one activity between turns.
struct Pass {
  base::Timestamp start;
  base::Timestamp end;
  std::string activity;  ///< "walking", "standing", ...
  std::string view;      ///< "sagittal, facing right"
};

struct ParameterValue {
  std::optional<double> mean;
  std::optional<double> sd;
  std::optional<double> cv_percent;  ///< coefficient of variation
  std::optional<int> count;          ///< of strides or steps
  std::vector<std::string> flags;    ///< "outside 0.08 to 2.22 m/s"
};

/// A row of the table: one gait parameter. A value that is missing everywhere carries the reason.
struct Parameter {
  std::string label;  ///< "Stride length"
  std::string unit;   ///< "m"
  int decimals = 2;
  std::optional<ParameterValue> both;
  std::optional<ParameterValue> left;
  std::optional<ParameterValue> right;
  std::optional<double> symmetry_percent;  ///< right ÷ left · 100
  std::optional<std::string> reference;    ///< normal range as text, if the user supplied one
  std::string missing_reason;              ///< a sentence
  std::string definition;                  ///< one sentence; may be empty
  bool of_joint = false;                   ///< read off a joint's curve; stands with the curves
};

/// A line between two landmarks.
struct Bone {
  std::size_t from = 0;
  std::size_t to = 0;
  Side side = Side::kMidline;
};

/// The body at one time, in the pixels of the upright frame.
struct StickFigure {
  base::FrameIndex frame = 0;
  base::Timestamp time;
  std::vector<std::optional<geometry::Point>> landmarks;
  std::string caption;  ///< "0 %", "right initial contact"; empty: the time is shown
};

struct SkeletonStrip {
  std::vector<Bone> bones;           ///< body_bones() for landmarks in the order of kinematics
  std::vector<StickFigure> figures;  ///< at most 12 are drawn, evenly chosen
  std::string description;           ///< a sentence; may be empty
  /// Landmarks for the head: a circle around the first, its size from the way between both.
  std::optional<std::size_t> head;
  std::optional<std::size_t> neck;
};

/// Bones between the landmarks of kinematics::BodyLandmark, also where only some of them exist.
const std::vector<Bone>& body_bones();

/// A point of a chart with two number axes.
struct ChartPoint {
  double x = 0;
  double y = 0;
};

/// A line over something else than the recording's angles: a spectrum, a path, a height.
struct LineChart {
  std::string title;
  std::string unit;     ///< of the values upwards
  std::string x_title;  ///< with its unit
  std::vector<ChartPoint> line;
  std::vector<ChartPoint> outline;               ///< dashed and closed; may be empty
  std::vector<std::pair<double, double>> spans;  ///< shaded stretches of x
  std::optional<double> mark_x;                  ///< an upright line
  bool same_scale = false;                       ///< both axes in the same unit
  std::string summary;                           ///< what the line shows, for readers and below it
};

/// What was measured. All empty with a reason if nothing could be.
struct Movement {
  std::string missing_reason;  ///< a sentence; why there are no curves at all
  std::string view;            ///< of the whole recording: "sagittal, left side towards the camera"
  std::vector<base::Timestamp> times;
  std::vector<CurvePanel> panels;
  std::vector<CyclePanel> cycles;
  std::vector<ContactEvent> events;
  std::vector<Pass> passes;
  std::vector<Parameter> parameters;
  std::string task_title;  ///< heading of the task's table
  std::vector<Fact> task;  ///< what was measured on top of gait; may be empty
  std::vector<LineChart> task_charts;
  SkeletonStrip strip;
  /// Quality: frames used, gaps, scale, filter with its true cut-off, ...
  std::vector<Fact> quality;
  std::vector<std::string> notes;  ///< sentences
  /// Of the panels; those of the parameters stand with them.
  std::vector<Definition> definitions;
};

}  // namespace securepose::report
