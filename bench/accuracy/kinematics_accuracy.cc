// Prints how far the measured movement of synthetic walkers is from their exact one, as a table for
// docs/kinematics.md, and how long ten minutes of landmarks take.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <string>
#include <vector>

#include "securepose/kinematics/measure.h"
#include "securepose/testing/synthetic_walker.h"

namespace {

using namespace securepose;
using kinematics::GaitEventKind;
using kinematics::MovementResult;
using testing::SyntheticWalk;
using testing::WalkerOptions;

struct Case {
  std::string name;
  WalkerOptions walker;
};

WalkerOptions seen(WalkerOptions options, double fps, double noise_px) {
  options.fps = fps;
  options.duration_s = 8;
  options.camera.orthographic = false;
  options.camera.distance_m = 5;
  if (noise_px > 0) {
    options.disturbance = {.noise_px = noise_px, .dropout_share = 0.03, .outlier_share = 0.003};
    const auto frame = static_cast<std::size_t>(2.1 * fps);
    options.disturbance.swaps = {{frame, 3}, {2 * frame, 8}};
  }
  return options;
}

/// As `options`, from front or back; the camera stands `distance_m` beyond the end of the way.
WalkerOptions from(testing::WalkerView view, WalkerOptions options, double distance_m,
                   double noise_px) {
  options.camera.view = view;
  options = seen(options, 30, noise_px);
  options.camera.distance_m = distance_m;
  return options;
}

void add_frontal(const WalkerOptions& adult, const WalkerOptions& child, const WalkerOptions& slow,
                 const WalkerOptions& toes, std::vector<Case>& cases) {
  using testing::WalkerView;
  for (const WalkerView view : {WalkerView::kFront, WalkerView::kBack}) {
    const std::string name = view == WalkerView::kFront ? "from the front" : "from the back";
    for (const double distance_m : {2.0, 5.0, 12.0})
      cases.push_back({fmt::format("{}, {} m, 30/s, 1 px", name, distance_m),
                       from(view, adult, distance_m, 1)});
    cases.push_back({name + ", 30/s, 2 px", from(view, adult, 5, 2)});
    cases.push_back({name + ", child, 30/s, 1 px", from(view, child, 3, 1)});
    cases.push_back({name + ", slow, 30/s, 1 px", from(view, slow, 4, 1)});
    cases.push_back({name + ", on the toes, 30/s, 1 px", from(view, toes, 4, 1)});
  }
}

void add_runners(std::vector<Case>& cases) {
  struct Run {
    double speed_m_s, cadence_steps_min;
  };
  for (const Run run : {Run{2, 155}, Run{3, 165}, Run{4, 172}, Run{5, 185}}) {
    WalkerOptions runner{.speed_m_s = run.speed_m_s, .cadence_steps_min = run.cadence_steps_min};
    runner.running = true;
    cases.push_back(
        {fmt::format("running at {} m/s, 60/s, 2 px", run.speed_m_s), seen(runner, 60, 2)});
    runner.treadmill = true;
    cases.push_back({fmt::format("the same on a treadmill, 30/s, 2 px"), seen(runner, 30, 2)});
  }
}

std::vector<Case> cases() {
  const WalkerOptions adult, child{.height_m = 1.1, .speed_m_s = 0.8, .cadence_steps_min = 125};
  const WalkerOptions slow{.speed_m_s = 0.5, .cadence_steps_min = 70}, toes{.toe_walking = true};
  WalkerOptions young_runner{.height_m = 1.2, .speed_m_s = 2.2, .cadence_steps_min = 190};
  young_runner.running = true;
  WalkerOptions crouched{.height_m = 1.1, .speed_m_s = 0.6, .cadence_steps_min = 110};
  crouched.toe_walking = true;
  crouched.crouch_share = 0.06;
  WalkerOptions uneven{.height_m = 1.3, .speed_m_s = 0.7};
  uneven.left_phase = 0.42;
  const WalkerOptions short_steps{.speed_m_s = 0.35, .cadence_steps_min = 90};
  const WalkerOptions treadmill{.treadmill = true};
  WalkerOptions turning = seen({.way_m = 5}, 30, 2);
  turning.duration_s = 20;
  WalkerOptions poor = seen(crouched, 30, 4);
  poor.disturbance.dropout_share = 0.1;
  poor.disturbance.outlier_share = 0.02;
  WalkerOptions uneven_times = seen({}, 30, 2);
  uneven_times.rate_jitter_share = 0.8;
  const WalkerOptions very_slow{.speed_m_s = 0.25, .cadence_steps_min = 50};
  WalkerOptions followed = seen({.way_m = 6}, 30, 2);
  followed.duration_s = 13;
  followed.camera = {.orthographic = false, .focal_px = 1100, .distance_m = 4};
  followed.camera.follow_share = 0.9;
  followed.camera.follow_lag_s = 0.3;
  WalkerOptions followed_child = followed;
  followed_child.height_m = 1.2;
  followed_child.speed_m_s = 0.8;
  followed_child.cadence_steps_min = 120;
  followed_child.toe_walking = true;
  followed_child.crouch_share = 0.03;
  followed_child.way_m = 5;
  WalkerOptions coco = seen({}, 30, 2);
  coco.keypoint_set = kinematics::KeypointSet::kCoco17;
  std::vector<Case> all = {
      {"adult, 30/s", seen(adult, 30, 0)},
      {"adult, 60/s", seen(adult, 60, 0)},
      {"adult, 30/s, 2 px", seen(adult, 30, 2)},
      {"adult, 60/s, 2 px", seen(adult, 60, 2)},
      {"adult, 120/s, 4 px", seen(adult, 120, 4)},
      {"child, 30/s, 2 px", seen(child, 30, 2)},
      {"slow, 30/s, 2 px", seen(slow, 30, 2)},
      {"on the toes, 30/s, 2 px", seen(toes, 30, 2)},
      {"crouched on the toes, 30/s, 2 px", seen(crouched, 30, 2)},
      {"crouched, 30/s, 4 px, 10 % dropped", poor},
      {"uneven steps, 30/s, 2 px", seen(uneven, 30, 2)},
      {"short steps, 30/s, 2 px", seen(short_steps, 30, 2)},
      {"three turns, 30/s, 2 px", turning},
      {"camera that follows, turn, 30/s, 2 px", followed},
      {"camera that follows a child on the toes, turn, 30/s, 2 px", followed_child},
      {"very slow, 30/s, 2 px", seen(very_slow, 30, 2)},
      {"treadmill, 30/s, 2 px", seen(treadmill, 30, 2)},
      {"uneven times, 30/s, 2 px", uneven_times},
      {"COCO-17, 30/s, 2 px", coco},
      {"running child, 60/s, 2 px", seen(young_runner, 60, 2)}};
  add_runners(all);
  add_frontal(adult, child, slow, toes, all);
  return all;
}

std::string angle_rmse(const MovementResult& result, const SyntheticWalk& walk,
                       const std::string& joint) {
  double square = 0, count = 0;
  for (const auto& [name, truth] : walk.truth.angles_deg) {
    if (name != joint && name != "left_" + joint && name != "right_" + joint) continue;
    const auto& values = result.angles.find(name)->values_deg;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      if (!values[i]) continue;
      square += (*values[i] - truth[i]) * (*values[i] - truth[i]);
      count += 1;
    }
  }
  return count > 0 ? fmt::format("{:.1f}", std::sqrt(square / count)) : "-";
}

bool in_turn(const MovementResult& result, double time_s) {
  constexpr double kMargin_s = 0.3;
  return std::any_of(result.turns.begin(), result.turns.end(), [&](const auto& turn) {
    return time_s > turn.start.seconds() - kMargin_s && time_s < turn.end.seconds() + kMargin_s;
  });
}

/// Mean absolute error / bias in ms, then missed and false ones; the ends of 0.25 s and turns don't
/// count.
std::string contact_errors(const MovementResult& result, const SyntheticWalk& walk,
                           GaitEventKind kind) {
  const double end_s = result.angles.times.back().seconds() - 0.25;
  double sum = 0, absolute = 0, hits = 0;
  int missed = 0, found = 0;
  for (const auto& event : result.events)
    found += event.kind == kind && event.time.seconds() > 0.25 && event.time.seconds() < end_s &&
             !in_turn(result, event.time.seconds());
  for (const auto& contact : walk.truth.contacts) {
    if (contact.kind != kind || contact.time_s < 0.25 || contact.time_s > end_s ||
        in_turn(result, contact.time_s))
      continue;
    double best = 0.15;
    for (const auto& event : result.events)
      if (event.kind == kind && event.side == contact.side &&
          std::abs(event.time.seconds() - contact.time_s) < std::abs(best))
        best = event.time.seconds() - contact.time_s;
    if (best >= 0.15) {
      ++missed;
      continue;
    }
    hits += 1;
    sum += best;
    absolute += std::abs(best);
  }
  return fmt::format("{:.0f}/{:+.0f}, {}, {}", 1000 * absolute / hits, 1000 * sum / hits, missed,
                     std::max(0, found - static_cast<int>(hits)));
}

std::string relative_error(const MovementResult& result, const char* name, double truth) {
  const auto* parameter = result.gait.find(name);
  if (parameter == nullptr || !parameter->both) return "-";
  return fmt::format("{:+.1f} %", 100 * (parameter->both->mean / truth - 1));
}

void print_row(const Case& c) {
  const SyntheticWalk walk = testing::synthetic_walk(c.walker, 1);
  kinematics::MovementOptions options;
  options.scale = kinematics::PatientHeight{c.walker.height_m};
  const MovementResult r = kinematics::measure(walk.series, options);
  fmt::print("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", c.name,
             angle_rmse(r, walk, "hip_flexion_deg"), angle_rmse(r, walk, "knee_flexion_deg"),
             angle_rmse(r, walk, "ankle_dorsiflexion_deg"), angle_rmse(r, walk, "trunk_lean_deg"),
             contact_errors(r, walk, GaitEventKind::kInitialContact),
             contact_errors(r, walk, GaitEventKind::kFinalContact),
             relative_error(r, "walking_speed_m_s", c.walker.speed_m_s),
             relative_error(r, "stride_length_m", walk.truth.stride_length_m),
             relative_error(r, "cadence_steps_min", c.walker.cadence_steps_min));
}

void print_duration() {
  WalkerOptions walker = seen({}, 60, 2);
  walker.duration_s = 600;
  walker.way_m = 6;
  const SyntheticWalk walk = testing::synthetic_walk(walker, 1);
  const std::clock_t began = std::clock();  // the processor's time: other programs run as well
  const MovementResult r = kinematics::measure(walk.series, {});
  const double took_s = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  fmt::print("\n10 minutes at 60 per second ({} passes, {} events) took {:.2f} s of one core.\n",
             r.passes.size(), r.events.size(), took_s);
}

}  // namespace

int main() {
  fmt::print(
      "| walker | hip | knee | ankle | trunk | initial contact | final contact | speed | "
      "stride length | cadence |\n|---|---|---|---|---|---|---|---|---|---|\n");
  for (const Case& c : cases()) print_row(c);
  print_duration();
  return 0;
}
