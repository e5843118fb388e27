#include "securepose/cli/run_binding.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <string>
#include <string_view>

#include "securepose/base/error.h"
#include "securepose/cli/number_scanner.h"
#include "securepose/formats/events_csv.h"

namespace securepose::cli {
namespace {

[[noreturn]] void reject(std::string_view option, const std::string& value,
                         std::string_view wanted) {
  throw base::Error(base::ErrorKind::kUsage,
                    fmt::format("--{}: \"{}\" is not {}.", option, value, wanted));
}

// A choice was checked against the table, so an unknown one is a fault of the program.
template <class Enum>
Enum chosen(const std::map<std::string, Enum>& meanings, const std::string& value) {
  return meanings.at(value);
}

std::optional<std::uint8_t> hex_byte(std::string_view digits) {
  std::uint8_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (result.ec != std::errc() || result.ptr != digits.data() + digits.size()) return std::nullopt;
  return value;
}

kinematics::ScaleSource scale_source(const OptionValues& values) {
  const auto height_m = values.number("height-m");
  const auto m_per_px = values.number("scale-m-per-px");
  const std::string known = values.text("reference");
  if ((height_m ? 1 : 0) + (m_per_px ? 1 : 0) + (known.empty() ? 0 : 1) > 1)
    throw base::Error(base::ErrorKind::kUsage,
                      "Only one of --height-m, --scale-m-per-px and --reference can set the "
                      "scale.");
  if (height_m) return kinematics::PatientHeight{*height_m};
  if (m_per_px) return kinematics::MetresPerPixel{*m_per_px};
  if (!known.empty()) return parse_known_distance(known);
  return {};
}

kinematics::TaskRequest task_request(const OptionValues& values) {
  using kinematics::Task;
  kinematics::TaskRequest request;
  request.task = chosen<Task>({{"gait", Task::kGait},
                               {"sit-to-stand", Task::kSitToStand},
                               {"balance", Task::kBalance},
                               {"rhythm", Task::kRhythm},
                               {"rom", Task::kRangeOfMotion}},
                              values.text("task"));
  request.signal = values.text("signal");
  const std::string band = values.text("band-hz");
  NumberScanner scanner(band);
  const auto lowest_hz = scanner.next(',');
  const auto highest_hz = scanner.next(0);
  if (!lowest_hz || !highest_hz || *lowest_hz <= 0 || *highest_hz <= *lowest_hz)
    reject("band-hz", band, "two frequencies in ascending order, for instance 3,12");
  request.lowest_hz = *lowest_hz;
  request.highest_hz = *highest_hz;
  return request;
}

std::optional<int> small_integer(const OptionValues& values, std::string_view name) {
  const auto value = values.integer(name);
  if (!value) return std::nullopt;
  return static_cast<int>(*value);
}

}  // namespace

covering::Fill parse_fill(const std::string& text) {
  using covering::Fill;
  using covering::FillKind;
  static const std::map<std::string, FillKind> kKinds = {{"soft", FillKind::kSoft},
                                                         {"solid", FillKind::kSolid},
                                                         {"pixelate", FillKind::kPixelate},
                                                         {"blur", FillKind::kBlur}};
  constexpr std::string_view kWanted =
      "soft, solid, solid:#rrggbb (for instance solid:#404040), pixelate or blur";
  const auto kind = kKinds.find(text.substr(0, text.find(':')));
  if (kind == kKinds.end()) reject("fill", text, kWanted);
  Fill fill;
  fill.kind = kind->second;
  if (text == kind->first) return fill;
  const std::string_view colour = std::string_view(text).substr(kind->first.size());
  if (fill.kind != FillKind::kSolid || colour.size() != 8 || !colour.starts_with(":#"))
    reject("fill", text, kWanted);
  for (std::size_t i = 0; i < 3; ++i) {
    const auto channel = hex_byte(colour.substr(2 + 2 * i, 2));
    if (!channel) reject("fill", text, kWanted);
    fill.colour[i] = *channel;
  }
  return fill;
}

covering::DrawnBox parse_drawn_box(const std::string& text) {
  NumberScanner scanner(text);
  const auto x_px = scanner.next(',');
  const auto y_px = scanner.next(',');
  const auto width_px = scanner.next(',');
  const auto height_px = scanner.next('@');
  const auto start_s = scanner.next('-');
  const auto end_s = scanner.next(0);
  const bool complete = x_px && y_px && width_px && height_px && start_s && end_s;
  if (!complete || *width_px <= 0 || *height_px <= 0 || *end_s < *start_s)
    reject("cover-box", text,
           "a box as x,y,w,h@t0-t1 with w and h above 0 and t1 not before t0, for instance "
           "0,900,400,180@0-12.5");
  return {{*x_px, *y_px, *x_px + *width_px, *y_px + *height_px},
          base::Timestamp::from_seconds(*start_s),
          base::Timestamp::from_seconds(*end_s)};
}

kinematics::KnownDistance parse_known_distance(const std::string& text) {
  NumberScanner scanner(text);
  const auto x1_px = scanner.next(',');
  const auto y1_px = scanner.next(',');
  const auto x2_px = scanner.next(',');
  const auto y2_px = scanner.next(',');
  const auto length_m = scanner.next(0);
  const bool complete = x1_px && y1_px && x2_px && y2_px && length_m;
  if (!complete || *length_m <= 0 || (*x1_px == *x2_px && *y1_px == *y2_px))
    reject("reference", text,
           "two different points and metres above 0 as x1,y1,x2,y2,metres, for instance "
           "210,880,1510,884,4.0");
  return {{*x1_px, *y1_px}, {*x2_px, *y2_px}, *length_m};
}

kinematics::SlowMotionRequest parse_slow_motion(const std::string& text) {
  using Kind = kinematics::SlowMotionRequest::Kind;
  if (text == "auto") return {Kind::kAuto};
  if (text == "off") return {Kind::kOff};
  NumberScanner scanner(text);
  const auto factor = scanner.next(0);
  if (!factor || !(*factor >= 1 / kinematics::kLargestSlowMotion) ||
      !(*factor <= kinematics::kLargestSlowMotion))
    reject("slow-motion", text,
           "auto, off, or how many times slower the video plays than the movement was, from 0.025 "
           "to 40: 4 for 120 pictures a second that are played at 30");
  return {Kind::kFactor, *factor};
}

kinematics::MovementOptions movement_options(const OptionValues& values) {
  using kinematics::Smoother;
  kinematics::MovementOptions options;
  options.scale = scale_source(values);
  options.smoother = chosen<Smoother>({{"butterworth", Smoother::kButterworth},
                                       {"savitzky-golay", Smoother::kSavitzkyGolay},
                                       {"gcv-spline", Smoother::kGcvSpline},
                                       {"kalman", Smoother::kKalman},
                                       {"none", Smoother::kNone}},
                                      values.text("filter"));
  options.cutoff_hz = *values.number("cutoff-hz");
  options.max_gap_s = *values.number("max-gap-s");
  options.min_confidence = values.number("min-confidence");
  options.mend_swaps = !values.flag("keep-swaps");
  options.treadmill = values.flag("treadmill");
  options.estimate_3d = values.flag("estimate-3d");
  options.belt_speed_m_s = values.number("belt-speed-m-s");
  if (const std::string normal = values.text("normal"); !normal.empty())
    options.normal_bands = formats::read_normal_bands(normal);
  options.task = task_request(values);
  options.validate();
  return options;
}

inference::Precision face_precision(const OptionValues& values) {
  using inference::PrecisionChoice;
  return inference::choose_precision(chosen<PrecisionChoice>({{"auto", PrecisionChoice::kAuto},
                                                              {"f32", PrecisionChoice::kF32},
                                                              {"bf16", PrecisionChoice::kBf16}},
                                                             values.text("precision")),
                                     inference::this_processor());
}

pipeline::RunOptions run_options(const OptionValues& values) {
  using covering::CoverWhat;
  using covering::CoverWho;
  using media::AudioMode;
  using pose::BlazePoseSize;
  pipeline::RunOptions options;
  const int threads = static_cast<int>(*values.integer("threads"));
  options.perception.pose = chosen<BlazePoseSize>({{"heavy", BlazePoseSize::kHeavy},
                                                   {"full", BlazePoseSize::kFull},
                                                   {"lite", BlazePoseSize::kLite}},
                                                  values.text("pose"));
  options.perception.threads = threads;
  options.perception.face_precision = face_precision(values);
  if (const std::string patient = values.text("patient"); !patient.empty())
    options.patient = identity::parse_patient_choice(patient);
  options.cover.who =
      chosen<CoverWho>({{"everyone", CoverWho::kEveryone}, {"bystanders", CoverWho::kBystanders}},
                       values.text("cover"));
  options.cover.what = chosen<CoverWhat>({{"head", CoverWhat::kHead}, {"face", CoverWhat::kFace}},
                                         values.text("region"));
  for (const std::string& box : values.texts("cover-box"))
    options.cover.drawn.push_back(parse_drawn_box(box));
  options.fill = parse_fill(values.text("fill"));
  options.turn_deg = std::stoi(values.text("rotate"));
  options.encode.crf = static_cast<int>(*values.integer("crf"));
  options.encode.threads = threads;
  options.audio = chosen<AudioMode>(
      {{"none", AudioMode::kNone}, {"keep", AudioMode::kKeep}, {"disguise", AudioMode::kDisguise}},
      values.text("audio"));
  options.movement = movement_options(values);
  options.slow_motion = parse_slow_motion(values.text("slow-motion"));
  options.force = values.flag("force");
  options.parameters = values.record();
  return options;
}

pipeline::PosesRunRequest poses_request(const OptionValues& values) {
  pipeline::PosesRunRequest request;
  request.poses = values.text("poses");
  request.out = values.text("out");
  if (request.poses.empty())
    throw base::Error(base::ErrorKind::kUsage,
                      "--poses is missing: name the folder that holds the pose files.");
  const auto fps = values.number("fps");
  if (!fps)
    throw base::Error(base::ErrorKind::kUsage,
                      "--fps is missing: pose files hold no times, so the frame rate is "
                      "needed.");
  request.reading.fps = *fps;
  request.reading.width_px = small_integer(values, "width-px");
  request.reading.height_px = small_integer(values, "height-px");
  request.person = static_cast<std::size_t>(*values.integer("person"));
  request.movement = movement_options(values);
  request.slow_motion = parse_slow_motion(values.text("slow-motion"));
  request.parameters = values.record();
  if (const std::string events = values.text("events"); !events.empty())
    request.movement.events = formats::read_events_csv(events);
  request.force = values.flag("force");
  return request;
}

}  // namespace securepose::cli
