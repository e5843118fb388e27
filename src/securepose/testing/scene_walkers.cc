#include "securepose/testing/scene_walkers.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace securepose::testing {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kNear_m = 3.5;
constexpr double kFar_m = 8.5;
constexpr double kHalfView = 0.55;  // half of the picture's width, per metre of distance
constexpr double kAcceleration_m_s2 = 1.5;
constexpr double kStrideOfHeight = 0.8;

double uniform(std::mt19937_64& random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}

struct Goal {
  FloorPlace place;
  double speed_m_s = 1;
  double pause_s = 0;
};

class Wanderer {
 public:
  Wanderer(const SceneOptions& options, bool leaves, std::mt19937_64& random)
      : options_(options), random_(random) {
    place_ = inside();
    goal_ = next_goal();
    if (leaves) leave_at_s_ = uniform(random, 0.2, 0.6) * options.duration_s;
  }

  WalkerState step(double time_s, double dt_s) {
    if (pause_left_s_ > 0) {
      pause_left_s_ -= dt_s;
      if (pause_left_s_ <= 0) goal_ = leaving(time_s) ? exit_goal() : next_goal();
    }
    const double dx = goal_.place.x_m - place_.x_m;
    const double dz = goal_.place.z_m - place_.z_m;
    const double left_m = std::hypot(dx, dz);
    const bool walking = pause_left_s_ <= 0;
    const double wanted = walking ? std::min(goal_.speed_m_s, std::sqrt(2 * left_m)) : 0.0;
    const double change =
        std::clamp(wanted - speed_, -kAcceleration_m_s2 * dt_s, kAcceleration_m_s2 * dt_s);
    speed_ += change;
    if (walking && left_m > 0.02) turn_towards(std::atan2(dz, dx), dt_s);
    place_.x_m += speed_ * std::cos(heading_) * dt_s;
    place_.z_m += speed_ * std::sin(heading_) * dt_s;
    if (walking && left_m < 0.25) pause_left_s_ = std::max(goal_.pause_s, 1e-6);
    phase_ += 2 * kPi * speed_ * dt_s / (kStrideOfHeight * 1.7);
    return {place_, heading_, phase_, speed_};
  }

 private:
  FloorPlace inside() {
    const double z = uniform(random_, kNear_m, kFar_m);
    const double half = 0.85 * kHalfView * z;
    return {uniform(random_, -half, half), z};
  }

  Goal next_goal() {
    const double pause = uniform(random_, 0, 1) < 0.35 ? uniform(random_, 0.3, 2.0) : 0;
    return {inside(), uniform(random_, 0.6, 1.5), pause};
  }

  bool leaving(double time_s) {
    if (leave_at_s_ < 0 || time_s < leave_at_s_) return false;
    leave_at_s_ = -1;
    return true;
  }

  Goal exit_goal() {
    const double side = uniform(random_, 0, 1) < 0.5 ? -1 : 1;
    const double z = uniform(random_, kNear_m + 1, kFar_m);
    return {{side * (kHalfView * z + 1.2), z},
            uniform(random_, 1.0, 1.5),
            uniform(random_, 1.0, options_.max_absence_s)};
  }

  void turn_towards(double wanted, double dt_s) {
    double difference = std::remainder(wanted - heading_, 2 * kPi);
    difference = std::clamp(difference, -4 * dt_s, 4 * dt_s);
    heading_ += difference;
  }

  const SceneOptions& options_;
  std::mt19937_64& random_;
  FloorPlace place_;
  Goal goal_;
  double heading_ = 0;
  double speed_ = 0;
  double phase_ = 0;
  double pause_left_s_ = 0;
  double leave_at_s_ = -1;
};

}  // namespace

Walker make_walker(const SceneOptions& options, const std::vector<double>& times_s, bool leaves,
                   std::mt19937_64& random) {
  Walker walker;
  walker.height_m = uniform(random, 1.1, 1.9);
  Wanderer way(options, leaves, random);
  for (int warm_up = 0; warm_up < 60; ++warm_up) way.step(0, 1.0 / 30);
  for (std::size_t k = 0; k < times_s.size(); ++k)
    walker.states.push_back(way.step(times_s[k], k == 0 ? 0.0 : times_s[k] - times_s[k - 1]));
  return walker;
}

std::array<BodyPoint, pose::kBlazePoseLandmarks> body_points(const WalkerState& state) {
  // Heights after Winter 2009, figure 4.1; the swing of a walk at 1.2 m/s, less when slower.
  std::array<BodyPoint, pose::kBlazePoseLandmarks> p{};
  const auto set = [&](pose::BlazePose which, BodyPoint point) {
    p[static_cast<std::size_t>(which)] = point;
  };
  using B = pose::BlazePose;
  const double swing = std::min(1.0, state.speed_m_s / 1.2);
  set(B::kNose, {0, 0.93, 0.06});
  for (const double side : {1.0, -1.0}) {
    const bool left = side > 0;
    const double leg = swing * std::sin(state.gait_phase_rad + (left ? 0 : kPi));
    const double lift = swing * std::max(0.0, std::cos(state.gait_phase_rad + (left ? 0 : kPi)));
    set(left ? B::kLeftEyeInner : B::kRightEyeInner, {side * 0.012, 0.945, 0.05});
    set(left ? B::kLeftEye : B::kRightEye, {side * 0.02, 0.945, 0.048});
    set(left ? B::kLeftEyeOuter : B::kRightEyeOuter, {side * 0.028, 0.945, 0.045});
    set(left ? B::kLeftEar : B::kRightEar, {side * 0.043, 0.935, 0});
    set(left ? B::kMouthLeft : B::kMouthRight, {side * 0.015, 0.9, 0.05});
    set(left ? B::kLeftShoulder : B::kRightShoulder, {side * 0.115, 0.818, 0});
    set(left ? B::kLeftElbow : B::kRightElbow, {side * 0.13, 0.63, -0.08 * leg});
    const BodyPoint wrist{side * 0.13, 0.485, 0.03 - 0.16 * leg};
    set(left ? B::kLeftWrist : B::kRightWrist, wrist);
    set(left ? B::kLeftPinky : B::kRightPinky, {wrist.left, wrist.up - 0.04, wrist.forward});
    set(left ? B::kLeftIndex : B::kRightIndex, {wrist.left, wrist.up - 0.05, wrist.forward + 0.01});
    set(left ? B::kLeftThumb : B::kRightThumb, {wrist.left, wrist.up - 0.02, wrist.forward + 0.02});
    set(left ? B::kLeftHip : B::kRightHip, {side * 0.055, 0.53, 0});
    set(left ? B::kLeftKnee : B::kRightKnee, {side * 0.055, 0.285, 0.1 * leg + 0.04 * lift});
    const BodyPoint ankle{side * 0.055, 0.039 + 0.06 * lift, 0.2 * leg};
    set(left ? B::kLeftAnkle : B::kRightAnkle, ankle);
    set(left ? B::kLeftHeel : B::kRightHeel, {ankle.left, ankle.up - 0.025, ankle.forward - 0.03});
    set(left ? B::kLeftFootIndex : B::kRightFootIndex,
        {ankle.left, ankle.up - 0.03, ankle.forward + 0.11});
  }
  return p;
}

geometry::Point SceneCamera::project(const Walker& walker, const WalkerState& state,
                                     BodyPoint point) const {
  const double c = std::cos(state.heading_rad);
  const double s = std::sin(state.heading_rad);
  const double forward = point.forward * walker.height_m;
  const double left = point.left * walker.height_m;
  // x right, z away, seen from above: left of a heading along +x is +z.
  const double x = state.place.x_m + forward * c - left * s;
  const double z = std::max(0.5, state.place.z_m + back_m + forward * s + left * c);
  const double u = focal_px * x / z;
  return {center_x_px + (mirrored ? -u : u),
          center_y_px + focal_px * (height_m - point.up * walker.height_m) / z};
}

double SceneCamera::scale(const WalkerState& state) const {
  return focal_px / std::max(0.5, state.place.z_m + back_m);
}

}  // namespace securepose::testing
