#include "securepose/testing/synthetic_walker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <random>

namespace securepose::testing {

namespace {

using kinematics::BodyLandmark;
using kinematics::GaitEventKind;
using kinematics::KeypointSet;
using kinematics::Side;
using L = BodyLandmark;

constexpr double kPi = std::numbers::pi;

// Shares of the stature.
constexpr double kThigh = 0.237, kShank = 0.237, kAnkleLevel = 0.041, kFoot = 0.147;
constexpr double kAnkleFromHeel = 0.25;  // of the foot
constexpr double kHipLevel = 0.482, kTrunk = 0.285, kNeckToEar = 0.124;
constexpr double kUpperArm = 0.172, kForearm = 0.157, kHand = 0.06;
constexpr double kHalfHips = 0.05, kHalfShoulders = 0.105, kHalfFeet = 0.035;
/// Phases of the stride of one foot, which begins with its contact.
struct Phases {
  double flat;  ///< the sole has come down
  double heel_rise;
  double toe_moves;  ///< the toe's joint rises while its tip still touches, as force plates and
                     ///< markers show together
  double lift;       ///< final contact
  double steepest;   ///< the foot points down most
  double hip_over_ankle;
  double clearance;  ///< of the toe in swing, share of the stature
};

constexpr Phases kWalking{0.14, 0.40, 0.58, 0.62, 0.68, 0.22, 0.03};
constexpr Phases kRunning{0.07, 0.17, 0.33, 0.36, 0.42, 0.11, 0.12};

double radians(double deg) { return deg * kPi / 180; }

/// A place in the walker's own plane: along the way and above the floor, in metres.
struct Place {
  double along = 0;
  double up = 0;
};

Place operator+(Place a, Place b) { return {a.along + b.along, a.up + b.up}; }
Place operator-(Place a, Place b) { return {a.along - b.along, a.up - b.up}; }

/// `length` away in a direction; 0 forwards, 90 upwards.
Place offset(double length, double angle_rad) {
  return {length * std::cos(angle_rad), length * std::sin(angle_rad)};
}

double smooth5(double u) { return u * u * u * (10 + u * (6 * u - 15)); }
double smooth3(double u) { return u * u * (3 - 2 * u); }
double share_of(double phase, double from, double to) {
  return std::clamp((phase - from) / (to - from), 0.0, 1.0);
}

/// One leg's joints.
struct Leg {
  Place hip, knee, ankle, heel, toe;
};
struct Arm {
  Place shoulder, elbow, wrist, index;
};
struct Body {
  std::array<Leg, 2> legs;  ///< left, right
  std::array<Arm, 2> arms;
  Place hips, neck, ear, nose;
};

class Walker {
 public:
  explicit Walker(const WalkerOptions& options)
      : o_(options),
        phases_(options.running ? kRunning : kWalking),
        h_(options.height_m),
        stride_s_(120 / options.cadence_steps_min),
        stride_m_(options.speed_m_s * stride_s_) {}

  double stride_s() const { return stride_s_; }
  double stride_m() const { return stride_m_; }
  double stance_percent() const { return 100 * phases_.lift; }
  Body at(double time_s) const;
  std::vector<WalkerContact> contacts(double until_s) const;

 private:
  double strides(Side side, double time_s) const {
    return time_s / stride_s_ + (side == Side::kLeft ? o_.left_phase : 0.0);
  }
  double pitch_rad(double phase) const;
  Leg leg(Side side, double time_s, Place hips) const;

  const WalkerOptions& o_;
  Phases phases_;
  double h_;
  double stride_s_;
  double stride_m_;
};

/// Foot against the floor, toes up positive.
double Walker::pitch_rad(double phase) const {
  const double landing = radians(o_.toe_walking ? -25 : 15);
  const double flat = radians(o_.toe_walking ? -25 : 0);
  const double lifting = radians(-55);
  if (phase < phases_.heel_rise)
    return landing + (flat - landing) * smooth5(share_of(phase, 0, phases_.flat));
  if (phase < phases_.steepest)
    return flat + (lifting - flat) * smooth5(share_of(phase, phases_.heel_rise, phases_.steepest));
  return lifting + (landing - lifting) * smooth5(share_of(phase, phases_.steepest, 1));
}

Leg Walker::leg(Side side, double time_s, Place hips) const {
  const double strides = this->strides(side, time_s);
  const double number = std::floor(strides);
  const double phase = strides - number;
  const double foot = kFoot * h_;
  const double pitch = pitch_rad(phase);
  // Where the flat foot's heel stands in this stride; it comes down half a stride apart.
  const double ankle_at = (number + phases_.hip_over_ankle) * stride_m_ -
                          (side == Side::kLeft ? o_.left_phase * stride_m_ : 0.0) + o_.start_m;
  const Place heel_at{ankle_at - kAnkleFromHeel * foot, 0};
  const Place toe_at = heel_at + Place{foot, 0};
  Leg leg;
  leg.hip = hips;
  if (phase >= phases_.toe_moves) {
    const double u = share_of(phase, phases_.toe_moves, 1);
    const double landing = pitch_rad(0);
    const Place next_heel = heel_at + Place{stride_m_, 0};
    const Place next_toe =
        landing >= 0 ? next_heel + offset(foot, landing) : next_heel + Place{foot, 0};
    leg.toe.along = toe_at.along + (next_toe.along - toe_at.along) * smooth3(u);
    leg.toe.up = next_toe.up * smooth3(u) + phases_.clearance * h_ * 64 * std::pow(u * (1 - u), 3);
  } else {
    leg.toe = pitch > 0 ? heel_at + offset(foot, pitch) : toe_at;
  }
  leg.heel = leg.toe - offset(foot, pitch);
  leg.ankle =
      leg.heel + offset(kAnkleFromHeel * foot, pitch) + offset(kAnkleLevel * h_, pitch + kPi / 2);
  const Place line = leg.ankle - leg.hip;
  const double thigh = kThigh * h_, shank = kShank * h_;
  const double length = std::min(std::hypot(line.along, line.up), 0.9999 * (thigh + shank));
  const double bend =
      std::acos((thigh * thigh + length * length - shank * shank) / (2 * thigh * length));
  leg.knee = leg.hip + offset(thigh, std::atan2(line.up, line.along) + bend);
  return leg;
}

Body Walker::at(double time_s) const {
  const double cycle = 2 * kPi * time_s / stride_s_;
  Body body;
  // Walkers' hips are lowest just after a contact, runners' in the middle of a stance.
  const double dip = o_.running ? 0.02 * std::cos(2 * cycle - 2 * kPi * phases_.lift)
                                : 0.006 * std::cos(2 * cycle - 0.6);
  body.hips = {o_.speed_m_s * time_s + o_.start_m, (kHipLevel - o_.crouch_share - dip) * h_};
  const double lean = radians(4 + std::sin(2 * cycle));
  body.neck = body.hips + offset(kTrunk * h_, kPi / 2 - lean);
  body.ear = body.neck + offset(kNeckToEar * h_, kPi / 2 - lean - radians(10));
  body.nose = body.ear + Place{0.06 * h_, -0.01 * h_};
  for (const Side side : {Side::kLeft, Side::kRight}) {
    const std::size_t s = side == Side::kLeft ? 0 : 1;
    body.legs[s] = leg(side, time_s, body.hips);
    const double swing = (side == Side::kLeft ? 1 : -1) * std::cos(cycle);
    const double flexion = radians(-3 + 18 * swing);
    const double elbow = radians(25 + 10 * swing);
    Arm& arm = body.arms[s];
    arm.shoulder = body.neck;
    arm.elbow = arm.shoulder + offset(kUpperArm * h_, -kPi / 2 - lean + flexion);
    arm.wrist = arm.elbow + offset(kForearm * h_, -kPi / 2 - lean + flexion + elbow);
    arm.index = arm.wrist + offset(kHand * h_, -kPi / 2 - lean + flexion + elbow + radians(5));
  }
  return body;
}

std::vector<WalkerContact> Walker::contacts(double until_s) const {
  std::vector<WalkerContact> all;
  for (const Side side : {Side::kLeft, Side::kRight})
    for (double number = 0; (number - 1) * stride_s_ < until_s; number += 1)
      for (const double phase : {0.0, phases_.lift}) {
        const double time_s = (number + phase - strides(side, 0)) * stride_s_;
        if (time_s >= 0 && time_s <= until_s)
          all.push_back({side,
                         phase == 0 ? GaitEventKind::kInitialContact : GaitEventKind::kFinalContact,
                         time_s});
      }
  std::sort(all.begin(), all.end(),
            [](const WalkerContact& a, const WalkerContact& b) { return a.time_s < b.time_s; });
  return all;
}

/// x along the middle of the way, y up, z towards the camera beside it.
struct WorldPlace {
  double x = 0, y = 0, z = 0;
};

/// A way there and back: straight pieces joined by half circles of 0.4 m radius.
WorldPlace on_the_way(double along, double up, double rightwards, double way_m) {
  constexpr double kRadius = 0.4;
  if (way_m <= 0) return {along, up, rightwards};
  const double lap = 2 * way_m + 2 * kPi * kRadius;
  double d = along - lap * std::floor(along / lap);
  if (d < way_m) return {d, up, rightwards};
  d -= way_m;
  const bool back = d >= kPi * kRadius + way_m;
  if (d < kPi * kRadius || back) {
    const double angle = back ? (d - kPi * kRadius - way_m) / kRadius : d / kRadius;
    const double radius = kRadius + rightwards;  // turns to the left, so the right goes outside
    const double x = radius * std::sin(angle), z = radius * std::cos(angle) - kRadius;
    return back ? WorldPlace{-x, up, -2 * kRadius - z} : WorldPlace{way_m + x, up, z};
  }
  d -= kPi * kRadius;
  return {way_m - d, up, -2 * kRadius - rightwards};
}

geometry::Point projected(WorldPlace p, const WalkerOptions& options) {
  const WalkerCamera& c = options.camera;
  double right = 0, up = p.y - c.level_m, depth = 1;
  const double far_end =
      options.way_m > 0 ? options.way_m : options.start_m + options.speed_m_s * options.duration_s;
  switch (c.view) {
    case WalkerView::kSide:
      right = p.x - (options.treadmill ? 0 : (far_end + options.start_m) / 2);
      depth = c.distance_m - p.z;
      if (options.leftwards) {  // seen from the other side
        right = -right;
        depth = c.distance_m + p.z;
      }
      break;
    case WalkerView::kFront:
      right = -p.z;
      depth = far_end + c.distance_m - p.x;
      break;
    case WalkerView::kBack:
      right = p.z;
      depth = p.x - options.start_m + c.distance_m;
      break;
  }
  const double scale = c.orthographic ? c.px_per_m : c.focal_px / depth;
  const double roll = radians(c.roll_deg);
  const double x = scale * right, y = -scale * up;
  return {c.width_px / 2.0 + x * std::cos(roll) - y * std::sin(roll),
          c.height_px / 2.0 + x * std::sin(roll) + y * std::cos(roll)};
}

/// Where a landmark is on the body, and how far to the right of its middle.
struct BodyPlace {
  Place place;
  double rightwards = 0;
};

std::optional<BodyPlace> place_of(L landmark, const Body& body, double height_m) {
  switch (landmark) {
    case L::kNose:
      return BodyPlace{body.nose, 0};
    case L::kNeck:
      return BodyPlace{body.neck, 0};
    case L::kMidHip:
      return BodyPlace{body.hips, 0};
    case L::kHeadTop:
      return BodyPlace{body.ear + Place{0, 0.075 * height_m}, 0};
    default:
      break;
  }
  for (std::size_t s = 0; s < 2; ++s) {
    const bool left = s == 0;
    const double side = left ? -1 : 1;
    const Leg& leg = body.legs[s];
    const Arm& arm = body.arms[s];
    const double hip = side * kHalfHips * height_m, foot = side * kHalfFeet * height_m;
    const double shoulder = side * kHalfShoulders * height_m;
    const std::array<std::pair<L, BodyPlace>, 13> places = {{
        {left ? L::kLeftHip : L::kRightHip, {leg.hip, hip}},
        {left ? L::kLeftKnee : L::kRightKnee, {leg.knee, (hip + foot) / 2}},
        {left ? L::kLeftAnkle : L::kRightAnkle, {leg.ankle, foot}},
        {left ? L::kLeftHeel : L::kRightHeel, {leg.heel, foot}},
        {left ? L::kLeftBigToe : L::kRightBigToe, {leg.toe, foot}},
        {left ? L::kLeftSmallToe : L::kRightSmallToe,
         {leg.toe - Place{0.02 * height_m, 0}, 1.5 * foot}},
        {left ? L::kLeftShoulder : L::kRightShoulder, {arm.shoulder, shoulder}},
        {left ? L::kLeftElbow : L::kRightElbow, {arm.elbow, shoulder}},
        {left ? L::kLeftWrist : L::kRightWrist, {arm.wrist, shoulder}},
        {left ? L::kLeftIndex : L::kRightIndex, {arm.index, shoulder}},
        {left ? L::kLeftEar : L::kRightEar, {body.ear, side * 0.045 * height_m}},
        {left ? L::kLeftEye : L::kRightEye,
         {body.nose + Place{-0.01 * height_m, 0.02 * height_m}, side * 0.02 * height_m}},
        {left ? L::kLeftEyeOuter : L::kRightEyeOuter,
         {body.nose + Place{-0.015 * height_m, 0.02 * height_m}, side * 0.03 * height_m}},
    }};
    for (const auto& [name, place] : places)
      if (name == landmark) return place;
  }
  return std::nullopt;
}

/// Angle from one direction to another, anticlockwise with x forward and y up, in degrees.
double turn_deg(Place from, Place to) {
  return std::atan2(from.along * to.up - from.up * to.along,
                    from.along * to.along + from.up * to.up) *
         180 / kPi;
}

void add_angles(const Body& body, std::map<std::string, std::vector<double>>& angles) {
  const Place trunk_down = body.hips - body.neck;
  for (std::size_t s = 0; s < 2; ++s) {
    const std::string side = s == 0 ? "left_" : "right_";
    const Leg& leg = body.legs[s];
    const Arm& arm = body.arms[s];
    const Place thigh = leg.knee - leg.hip, shank = leg.ankle - leg.knee;
    const Place foot = leg.toe - leg.heel;
    const Place upper = arm.elbow - arm.shoulder, fore = arm.wrist - arm.elbow;
    angles[side + "hip_flexion_deg"].push_back(turn_deg({0, -1}, thigh));
    angles[side + "hip_flexion_trunk_deg"].push_back(turn_deg(trunk_down, thigh));
    angles[side + "knee_flexion_deg"].push_back(turn_deg(shank, thigh));
    angles[side + "ankle_dorsiflexion_deg"].push_back(turn_deg(shank, foot) - 90);
    angles[side + "shoulder_flexion_deg"].push_back(turn_deg(trunk_down, upper));
    angles[side + "elbow_flexion_deg"].push_back(turn_deg(upper, fore));
    angles[side + "wrist_flexion_deg"].push_back(turn_deg(fore, arm.index - arm.wrist));
    angles[side + "foot_segment_deg"].push_back(turn_deg({1, 0}, foot));
    angles[side + "shank_segment_deg"].push_back(turn_deg({1, 0}, shank));
  }
  angles["trunk_lean_deg"].push_back(turn_deg(body.neck - body.hips, {0, 1}));
}

/// Uniform numbers and a bell curve that are the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  double uniform() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }
  double normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * kPi * uniform());
  }

 private:
  std::mt19937_64 engine_;
};

void disturb(kinematics::LandmarkSeries& series, const WalkerDisturbance& d, Dice& dice) {
  for (kinematics::LandmarkSample& sample : series.samples)
    for (auto& point : sample.points) {
      if (!point) continue;
      point->point_px.x_px += d.noise_px * dice.normal();
      point->point_px.y_px += d.noise_px * dice.normal();
      if (dice.uniform() < d.outlier_share) {
        const double angle = 2 * kPi * dice.uniform();
        point->point_px.x_px += d.outlier_px * std::cos(angle);
        point->point_px.y_px += d.outlier_px * std::sin(angle);
      }
      if (dice.uniform() < d.dropout_share) point.reset();
    }
  for (const WalkerSwap& swap : d.swaps)
    for (std::size_t i = swap.first; i < swap.first + swap.count; ++i)
      for (std::size_t k = 0; k < kinematics::kBodyLandmarks; ++k) {
        const auto other = index_of(mirrored(static_cast<L>(k)));
        const bool of_a_leg = static_cast<L>(k) == L::kLeftSmallToe ||
                              (k >= index_of(L::kLeftHip) && k <= index_of(L::kRightBigToe));
        auto& points = series.samples.at(i).points;
        if (k < other && (swap.whole_body || of_a_leg)) std::swap(points[k], points[other]);
      }
  for (const WalkerGap& gap : d.gaps)
    for (std::size_t i = gap.first; i < gap.first + gap.count; ++i)
      series.samples.at(i)[gap.landmark].reset();
}

std::vector<double> sample_times_s(const WalkerOptions& options, Dice& dice) {
  std::vector<double> times;
  for (std::size_t i = 0; static_cast<double>(i) <= options.duration_s * options.fps + 1e-9; ++i) {
    const double wander = options.rate_jitter_share * (dice.uniform() - 0.5);
    times.push_back((static_cast<double>(i) + (i > 0 ? wander : 0)) / options.fps);
  }
  return times;
}

/// Turns the camera after the hips: a rotation about its own centre moves every point in the
/// picture by a projective map.
void follow(const WalkerOptions& options, kinematics::LandmarkSeries& series) {
  const WalkerCamera& camera = options.camera;
  if (camera.follow_share == 0) return;
  const double centre_px = camera.width_px / 2.0, middle_px = camera.height_px / 2.0;
  std::optional<double> angle;
  double before_s = 0;
  for (kinematics::LandmarkSample& sample : series.samples) {
    const auto& left = sample[L::kLeftHip];
    const auto& right = sample[L::kRightHip];
    const double hips_px = (left->point_px.x_px + right->point_px.x_px) / 2;
    const double wanted = camera.follow_share * std::atan((hips_px - centre_px) / camera.focal_px);
    const double passed_s = sample.time.seconds() - before_s;
    before_s = sample.time.seconds();
    const double caught_up =
        camera.follow_lag_s > 0 ? 1 - std::exp(-passed_s / camera.follow_lag_s) : 1;
    angle = angle ? *angle + caught_up * (wanted - *angle) : wanted;
    for (auto& point : sample.points) {
      if (!point) continue;
      const double x = (point->point_px.x_px - centre_px) / camera.focal_px;
      const double y = (point->point_px.y_px - middle_px) / camera.focal_px;
      const double depth = std::cos(*angle) + x * std::sin(*angle);
      const double aside = x * std::cos(*angle) - std::sin(*angle);
      point->point_px = {centre_px + camera.focal_px * aside / depth,
                         middle_px + camera.focal_px * y / depth};
    }
  }
}

}  // namespace

SyntheticWalk synthetic_walk(const WalkerOptions& options, std::uint64_t seed) {
  const Walker walker(options);
  Dice dice(seed);
  SyntheticWalk walk;
  walk.series.keypoint_set = options.keypoint_set;
  walk.series.width_px = options.camera.width_px;
  walk.series.height_px = options.camera.height_px;
  const std::vector<double> times_s = sample_times_s(options, dice);
  for (std::size_t i = 0; i < times_s.size(); ++i) {
    const Body body = walker.at(times_s[i]);
    kinematics::LandmarkSample& sample = walk.series.samples.emplace_back();
    sample.frame = static_cast<base::FrameIndex>(i);
    sample.time = base::Timestamp::from_seconds(times_s[i]);
    for (std::size_t k = 0; k < size_of(options.keypoint_set); ++k) {
      const auto landmark = landmark_of(options.keypoint_set, k);
      if (!landmark) continue;
      const auto place = place_of(*landmark, body, options.height_m);
      if (!place) continue;
      const double carried = options.treadmill ? options.speed_m_s * times_s[i] : 0;
      const WorldPlace world = on_the_way(place->place.along - carried, place->place.up,
                                          place->rightwards, options.way_m);
      sample[*landmark] =
          kinematics::LandmarkPoint{.point_px = projected(world, options), .confidence = 0.9};
    }
    add_angles(body, walk.truth.angles_deg);
  }
  follow(options, walk.series);
  disturb(walk.series, options.disturbance, dice);
  walk.truth.contacts = walker.contacts(times_s.back());
  walk.truth.stride_time_s = walker.stride_s();
  walk.truth.stride_length_m = walker.stride_m();
  walk.truth.stance_percent = walker.stance_percent();
  return walk;
}

}  // namespace securepose::testing
