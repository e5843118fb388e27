#include "securepose/testing/example_report.h"

#include <cmath>
#include <numbers>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "securepose/kinematics/body_landmark.h"

namespace securepose::testing {
namespace {

using base::Timestamp;
using report::CoverEvidence;
using report::Movement;
using report::Parameter;
using report::Side;

constexpr double kStride_s = 1.12;

Timestamp at(double seconds) { return Timestamp::from_seconds(seconds); }

double wave(double cycles, double shift) {
  return std::sin(2 * std::numbers::pi * (cycles + shift));
}

/// Roughly a knee over the gait cycle: a small wave in stance, a large one in swing.
double knee_deg(double cycles) {
  const double phase = cycles - std::floor(cycles);
  const double stance = 12 * std::exp(-std::pow((phase - 0.15) / 0.07, 2));
  const double swing = 58 * std::exp(-std::pow((phase - 0.72) / 0.10, 2));
  return 4 + stance + swing;
}

double hip_deg(double cycles) { return 12 + 20 * wave(cycles, 0.22); }
double ankle_deg(double cycles) { return 4 * wave(2 * cycles, 0.1) + 8 * wave(cycles, -0.25); }

std::string picture(int frame, cv::Size size) {
  cv::Mat image(size, CV_8UC3, cv::Scalar(222, 226, 228));
  const int floor = size.height * 3 / 4;
  cv::rectangle(image, {0, floor}, {size.width, size.height}, {176, 186, 192}, cv::FILLED);
  const int x = size.width / 6 + frame * 7 % (size.width * 2 / 3);
  const int head = size.height / 12;
  const cv::Point hip(x, size.height * 5 / 9);
  const cv::Point neck(x, size.height / 3);
  const int swing = static_cast<int>(std::lround(head * 1.4 * wave(frame / 34.0, 0)));
  for (const int sign : {-1, 1}) {
    const cv::Point foot(x + sign * swing, floor + head);
    cv::line(image, hip, foot, {120, 92, 60}, head / 2, cv::LINE_AA);
  }
  cv::line(image, neck, hip, {140, 110, 74}, head, cv::LINE_AA);
  const cv::Point centre(x, size.height / 4);
  cv::ellipse(image, centre, {head, head * 5 / 4}, 0, 0, 360, {128, 128, 128}, cv::FILLED,
              cv::LINE_AA);
  std::vector<unsigned char> bytes;
  cv::imencode(".jpg", image, bytes, {cv::IMWRITE_JPEG_QUALITY, 80});
  return {bytes.begin(), bytes.end()};
}

struct Shape {
  std::string title;
  std::string direction;
  double (*value_deg)(double cycles);
  bool secondary = false;
};

const std::vector<Shape>& shapes() {
  static const std::vector<Shape> kShapes = {
      {"Hip flexion", "flexion +, extension −", hip_deg},
      {"Knee flexion", "flexion +, extension −", knee_deg},
      {"Ankle dorsiflexion", "dorsiflexion +, plantarflexion −", ankle_deg},
      {"Shoulder flexion", "flexion +, extension −",
       [](double c) { return 4 + 18 * wave(c, 0.7); }},
      {"Elbow flexion", "flexion +, 0° straight", [](double c) { return 28 + 9 * wave(c, 0.75); }},
      {"Thigh segment", "", [](double c) { return -90 + 22 * wave(c, 0.2); }, true},
  };
  return kShapes;
}

report::Curve curve_of(const Shape& shape, Side side, const Movement& movement) {
  report::Curve curve{side, {}, {}, ""};
  const double shift = side == Side::kRight ? 0.5 : 0;
  for (std::size_t i = 0; i < movement.times.size(); ++i) {
    const double time_s = movement.times[i].seconds();
    const double share = static_cast<double>(i) / static_cast<double>(movement.times.size());
    const bool gap = (share > 0.44 && share < 0.52) || (side == Side::kRight && i % 400 == 399);
    const double wobble = 1.5 * std::sin(time_s * 3.1 + shift) + 0.4 * std::sin(time_s * 17);
    curve.values.push_back(
        gap ? std::nullopt : std::optional(shape.value_deg(time_s / kStride_s + shift) + wobble));
    curve.interpolated.push_back(!gap && i % 150 > 140);
  }
  return curve;
}

report::CyclePanel cycle_of(const Shape& shape) {
  report::CyclePanel panel{shape.title, "°", shape.direction, {}, std::nullopt};
  for (const Side side : {Side::kLeft, Side::kRight}) {
    report::CycleBand band{
        side, side == Side::kLeft ? 9 : 8, {}, {}, side == Side::kLeft ? 61.2 : 63.5};
    for (int percent = 0; percent <= 100; ++percent) {
      const double bias = side == Side::kLeft ? 0 : 3;
      band.mean.emplace_back(shape.value_deg(percent / 100.0) + bias);
      band.sd.emplace_back(2 + 1.2 * wave(percent / 100.0, 0.4));
    }
    panel.bands.push_back(std::move(band));
  }
  return panel;
}

void add_parameters(Movement& movement) {
  const auto value = [](double mean, double sd, int n) {
    return report::ParameterValue{mean, sd, 100 * sd / mean, n, {}};
  };
  const auto row = [&](std::string label, std::string unit, int decimals) -> Parameter& {
    Parameter& parameter = movement.parameters.emplace_back();
    parameter.label = std::move(label);
    parameter.unit = std::move(unit);
    parameter.decimals = decimals;
    return parameter;
  };
  row("Walking speed", "m/s", 2).both = value(1.08, 0.06, 17);
  row("Cadence", "steps/min", 1).both = value(107.3, 2.9, 17);
  Parameter& stride = row("Stride length", "m", 2);
  stride.left = value(1.21, 0.05, 9);
  stride.right = value(1.19, 0.06, 8);
  stride.symmetry_percent = 98;
  Parameter& step = row("Step time", "s", 2);
  step.left = value(0.55, 0.02, 9);
  step.right = value(0.58, 0.12, 8);
  step.right->flags.emplace_back("varies more than 20 %");
  step.symmetry_percent = 105;
  step.definition = "From the initial contact of the other foot to that of the named foot.";
  Parameter& stance = row("Stance phase", "%", 1);
  stance.left = value(61.2, 1.4, 9);
  stance.right = value(63.5, 1.9, 8);
  stance.symmetry_percent = 104;
  row("Step width", "m", 2).missing_reason =
      "The camera stands at the side; the distance across the walking direction can't be seen.";
  row("Arm swing", "°", 1).missing_reason = "Both wrists were hidden for most of the recording.";
}

void add_strip(Movement& movement) {
  using B = kinematics::BodyLandmark;
  movement.strip.bones = report::body_bones();
  movement.strip.head = kinematics::index_of(B::kNose);
  movement.strip.neck = kinematics::index_of(B::kNeck);
  movement.strip.description = "One left stride, from initial contact to the next.";
  for (int step = 0; step <= 10; ++step) {
    const double cycles = step / 10.0;
    report::StickFigure figure{static_cast<base::FrameIndex>(step) * 3,
                               at(step * 0.1),
                               {},
                               std::to_string(step * 10) + " %"};
    figure.landmarks.resize(kinematics::kBodyLandmarks);
    const auto place = [&](B landmark, double x, double y) {
      figure.landmarks[kinematics::index_of(landmark)] = geometry::Point{x, y};
    };
    place(B::kNose, 12, 20);
    place(B::kNeck, 0, 60);
    place(B::kMidHip, 0, 180);
    for (const bool left : {true, false}) {
      const double own = cycles + (left ? 0 : 0.5);
      const double thigh = hip_deg(own) * std::numbers::pi / 180;
      const double shank = thigh - knee_deg(own) * std::numbers::pi / 180;
      const double knee_x = 90 * std::sin(thigh);
      const double knee_y = 180 + 90 * std::cos(thigh);
      const double ankle_x = knee_x + 85 * std::sin(shank);
      const double ankle_y = knee_y + 85 * std::cos(shank);
      place(left ? B::kLeftShoulder : B::kRightShoulder, 0, 62);
      place(left ? B::kLeftHip : B::kRightHip, 0, 180);
      place(left ? B::kLeftKnee : B::kRightKnee, knee_x, knee_y);
      place(left ? B::kLeftAnkle : B::kRightAnkle, ankle_x, ankle_y);
      place(left ? B::kLeftHeel : B::kRightHeel, ankle_x - 14, ankle_y + 14);
      place(left ? B::kLeftBigToe : B::kRightBigToe, ankle_x + 34, ankle_y + 14);
      const double arm = wave(own, 0.7) * 0.4;
      place(left ? B::kLeftElbow : B::kRightElbow, 55 * std::sin(arm), 62 + 55 * std::cos(arm));
      place(left ? B::kLeftWrist : B::kRightWrist, 105 * std::sin(arm + 0.2),
            62 + 105 * std::cos(arm + 0.2));
    }
    movement.strip.figures.push_back(std::move(figure));
  }
}

Movement example_movement(const ExampleOptions& options) {
  Movement movement;
  const double duration_s = options.frames / options.frames_per_s;
  movement.view =
      "from the side, right side towards the camera; from the side, left side towards "
      "the camera";
  for (int i = 0; i < options.frames; ++i) movement.times.push_back(at(i / options.frames_per_s));
  for (const Shape& shape : shapes()) {
    report::CurvePanel panel{shape.title, "°", shape.direction, {}, shape.secondary};
    panel.curves.push_back(curve_of(shape, Side::kLeft, movement));
    panel.curves.push_back(curve_of(shape, Side::kRight, movement));
    movement.panels.push_back(std::move(panel));
    if (!shape.secondary) movement.cycles.push_back(cycle_of(shape));
  }
  report::CurvePanel trunk{"Trunk lean", "°", "forward +, backward −", {}, false};
  trunk.curves.push_back(curve_of({"", "", [](double c) { return 5 + 2 * wave(2 * c, 0); }},
                                  Side::kMidline, movement));
  movement.panels.push_back(std::move(trunk));
  for (const double share : {0.02, 0.54})
    movement.passes.push_back({at(duration_s * share), at(duration_s * (share + 0.4)), "walking",
                               share < 0.5 ? "from the side, right side towards the camera"
                                           : "from the side, left side towards the camera"});
  for (const report::Pass& pass : movement.passes) {
    const auto steps = std::lround((pass.end - pass.start).seconds() / (kStride_s / 2));
    for (long step = 0; step < steps; ++step) {
      const double t = pass.start.seconds() + static_cast<double>(step) * kStride_s / 2;
      const bool left = step % 2 == 0;
      movement.events.push_back(
          {at(t), left ? Side::kLeft : Side::kRight, report::EventKind::kInitialContact});
      movement.events.push_back(
          {at(t + 0.12), left ? Side::kRight : Side::kLeft, report::EventKind::kFinalContact});
    }
  }
  add_parameters(movement);
  add_strip(movement);
  movement.quality = {{"Frames that show the patient", "828 of 900 (92.0 %)"},
                      {"Frame rate", "30.00 per second"},
                      {"Smoothing", "Butterworth of order 4, zero phase, true cut-off 6.0 Hz"},
                      {"Scale", "3.41 mm per pixel at the patient, from the height"},
                      {"Short gaps filled", "214 points"},
                      {"Long gaps left open", "3"}};
  movement.notes = {"Left and right were mended in 12 frames around the turn."};
  return movement;
}

report::Deidentification example_cover(const ExampleOptions& options) {
  const double duration_s = options.frames / options.frames_per_s;
  report::Deidentification cover;
  cover.people_covered = 3;
  cover.face_frames = options.frames * 9 / 4;
  cover.regions = cover.face_frames + 31;
  cover.frames_with_cover = options.frames;
  cover.covered_area_share = 0.0213;
  cover.fill = "soft";
  cover.who = "everyone";
  cover.check =
      report::FaceCheckFigures{options.frames, 4, options.verified ? 0 : 1, {"BlazeFace", "YuNet"}};
  cover.file_checks = {{"frames", true, {}},
                       {"nothing but video", true, {"No sound, no subtitles, no metadata."}}};
  const auto stretch = [&](double from, double to, CoverEvidence evidence) {
    return report::CoveredStretch{at(duration_s * from), at(duration_s * to), evidence};
  };
  cover.lanes = {
      {base::PersonId{1},
       "",
       {stretch(0, 0.3, CoverEvidence::kSeen), stretch(0.3, 0.34, CoverEvidence::kInferred),
        stretch(0.34, 0.9, CoverEvidence::kSeen), stretch(0.9, 1, CoverEvidence::kInferred)}},
      {base::PersonId{2},
       "",
       {stretch(0.1, 0.6, CoverEvidence::kSeen), stretch(0.6, 0.64, CoverEvidence::kWhole),
        stretch(0.64, 0.8, CoverEvidence::kSeen)}},
      {base::PersonId{3}, "", {stretch(0.7, 1, CoverEvidence::kInferred)}},
      {std::nullopt,
       "",
       {stretch(0.41, 0.43, CoverEvidence::kSeen), stretch(0.5, 0.55, CoverEvidence::kDrawn)}}};
  for (int i = 0; i < 12; ++i) {
    const int frame = options.frames * i / 12;
    cover.contact_sheet.push_back(
        {picture(frame, {480, 270}), frame, at(frame / options.frames_per_s), ""});
  }
  if (options.verified) return cover;
  const auto doubt = [&](double from, double to, std::int64_t person, std::string reason) {
    const auto first = static_cast<std::int64_t>(options.frames * from);
    const auto last = static_cast<std::int64_t>(options.frames * to);
    cover.doubtful.push_back({at(duration_s * from), at(duration_s * to), first, last,
                              base::PersonId{person}, std::move(reason),
                              report::CoveredPicture{picture(static_cast<int>(first), {320, 180}),
                                                     first, at(duration_s * from), ""}});
  };
  doubt(0.31, 0.335, 1, "The head was hidden behind a walking frame and could not be placed.");
  doubt(0.605, 0.632, 2,
        "Two people crossed; who is who is not certain, so both are covered whole.");
  doubt(0.93, 0.931, 3, "The check found a possible face at the edge of the picture.");
  return cover;
}

}  // namespace

report::ReportData example_report(const ExampleOptions& options) {
  report::ReportData data;
  data.run.program_version = "0.1.0";
  data.run.input_id = "rec-4f1c20ab93de";
  data.run.width_px = 1920;
  data.run.height_px = 1080;
  data.run.frames = options.frames;
  data.run.duration = at(options.frames / options.frames_per_s);
  data.run.codec = "hevc";
  data.run.codec_written = "h264";
  data.run.options = {
      {"fill", "soft"}, {"cover", "everyone"}, {"region", "head"}, {"pose", "heavy"}};
  data.run.networks = {{"CenterFace", "faces", "1.0", std::string(64, 'a'), "MIT"},
                       {"BlazePose heavy", "landmarks", "0.5", std::string(64, 'b'), "Apache-2.0"}};
  data.run.stages = {{"analyze", 71.3}, {"track", 0.8}, {"deidentify", 12.9}, {"check", 24.0}};
  data.deidentification = example_cover(options);
  if (options.with_movement) {
    data.patient = report::Patient{
        base::PersonId{1},
        false,
        0.93,
        {"Walks through the middle of the picture.", "Is seen longest, in 92 % of the frames."},
        base::PersonId{2}};
    data.movement = example_movement(options);
  } else {
    data.movement.missing_reason =
        "No movement was measured: the patient's body was not found in any frame.";
  }
  data.warnings = {"The frame rate of the recording varies between 24 and 30 per second."};
  data.notes = {"Three frames at 0:04.20 could not be decoded and are covered wholly."};
  data.definitions = {
      {"Knee flexion", "Angle between thigh and shank in the plane of the picture; 0° is straight.",
       "Sports2D, Pagnon 2024"},
      {"Initial contact", "The moment at which any part of the foot meets the floor.",
       "Zeni et al. 2008"}};
  return data;
}

}  // namespace securepose::testing
