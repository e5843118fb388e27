#include "securepose/testing/synthetic_scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <utility>

#include "securepose/testing/scene_walkers.h"

namespace securepose::testing {
namespace {

using geometry::Box;
using geometry::Point;
using pose::BlazePose;

constexpr std::size_t kColours = observation::kAppearancePartBins;
constexpr std::size_t kMoveNetPeople = 6;
constexpr std::array<BlazePose, 17> kCoco = {
    BlazePose::kNose,          BlazePose::kLeftEye,    BlazePose::kRightEye,
    BlazePose::kLeftEar,       BlazePose::kRightEar,   BlazePose::kLeftShoulder,
    BlazePose::kRightShoulder, BlazePose::kLeftElbow,  BlazePose::kRightElbow,
    BlazePose::kLeftWrist,     BlazePose::kRightWrist, BlazePose::kLeftHip,
    BlazePose::kRightHip,      BlazePose::kLeftKnee,   BlazePose::kRightKnee,
    BlazePose::kLeftAnkle,     BlazePose::kRightAnkle};

using Histogram = std::vector<float>;

Histogram mixed(const Histogram& a, const Histogram& b, double share_of_b) {
  Histogram sum(a.size());
  for (std::size_t k = 0; k < a.size(); ++k)
    sum[k] = static_cast<float>((1 - share_of_b) * a[k] + share_of_b * b[k]);
  return sum;
}

// What is drawn of one person in one frame, before the networks look at it.
struct Figure {
  std::size_t walker = 0;
  double distance_m = 0;
  double size_px = 0;
  std::array<Point, pose::kBlazePoseLandmarks> points{};
  Box body_px;  // not clipped
  Box head_px;
  double in_picture = 0;
  double visible = 0;
  double head_visible = 0;
  double facing = 0;  // 1 towards the camera, -1 away
  std::size_t hidden_by = 0;
};

class SceneMaker {
 public:
  SceneMaker(const SceneOptions& options, std::uint64_t seed) : o_(options), random_(seed) {
    make_times();
    const Histogram uniform_clothes = clothes();
    for (int k = 0; k < o_.people; ++k) {
      walkers_.push_back(make_walker(o_, times_s_, chance(o_.leaving_share), random_));
      front_.push_back(mixed(clothes(), uniform_clothes, o_.clothing_likeness));
      back_.push_back(mixed(front_.back(), clothes(), 0.15));
      missing_until_s_.push_back(-1);
    }
    background_ = clothes();
    furniture_ = place_furniture();
    if (!o_.cuts_s.empty()) furniture_from_elsewhere_ = place_furniture();
  }

  SyntheticScene make() {
    SyntheticScene scene;
    scene.clip.width_px = o_.width_px;
    scene.clip.height_px = o_.height_px;
    for (std::size_t f = 0; f < times_s_.size(); ++f) {
      observation::FrameObservations frame;
      frame.frame = static_cast<base::FrameIndex>(f);
      frame.time = base::Timestamp::from_seconds(times_s_[f]);
      frame.pts_ticks = frame.time.ns / 1000;
      set_change(f, frame, scene);
      std::vector<Figure> figures = draw(f);
      scene.truth.push_back(truth_of(figures));
      see_people(f, figures, frame);
      see_furniture(f, frame);
      scene.observed.push_back(std::exchange(observed_, {}));
      if (o_.faces) see_faces(figures, frame);
      scene.clip.frames.push_back(std::move(frame));
    }
    return scene;
  }

 private:
  double uniform(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random_);
  }
  double normal(double sd) { return std::normal_distribution<double>(0, 1)(random_) * sd; }
  bool chance(double p) { return uniform(0, 1) < p; }
  Point blurred(Point p, double sd_px) {
    const double dx = normal(sd_px);
    return p + Point{dx, normal(sd_px)};
  }

  std::vector<Box> place_furniture() {
    std::vector<Box> boxes;
    for (int k = 0; k < o_.furniture; ++k) {
      const Point center{uniform(0.1, 0.9) * o_.width_px, uniform(0.5, 0.8) * o_.height_px};
      boxes.push_back(Box::around(center, uniform(60, 200), uniform(100, 300)));
    }
    return boxes;
  }

  void make_times() {
    const double dt = 1 / o_.fps;
    for (double t = 0; t < o_.duration_s; t += dt * (1 + o_.time_jitter * uniform(-1, 1)))
      times_s_.push_back(t);
  }

  // Trunk and thighs, each of one or two groups of neighbouring colours.
  Histogram clothes() {
    Histogram h(2 * kColours, 0.0F);
    for (std::size_t part = 0; part < 2; ++part) {
      const int garments = 1 + static_cast<int>(random_() % 2);
      for (int g = 0; g < garments; ++g) {
        const auto center = static_cast<double>(random_() % kColours);
        const double weight = uniform(0.5, 1.5);
        const double width = uniform(0.6, 1.5);
        for (std::size_t k = 0; k < kColours; ++k) {
          const double d = std::abs(static_cast<double>(k) - center);
          const double around = std::min(d, static_cast<double>(kColours) - d) / width;
          h[part * kColours + k] += static_cast<float>(weight * std::exp(-0.5 * around * around));
        }
      }
    }
    normalise(h);
    return h;
  }

  static void normalise(Histogram& h) {
    for (std::size_t begin = 0; begin < h.size(); begin += kColours) {
      float sum = 0;
      for (std::size_t k = begin; k < begin + kColours; ++k) sum += h[k];
      for (std::size_t k = begin; k < begin + kColours; ++k) h[k] /= sum;
    }
  }

  int shot_at(double time_s) const {
    return static_cast<int>(std::count_if(o_.cuts_s.begin(), o_.cuts_s.end(),
                                          [&](double cut) { return time_s >= cut; }));
  }

  double pan_at(double time_s) const {
    return o_.pan_px * std::sin(2 * std::numbers::pi * o_.pan_hz * time_s);
  }

  SceneCamera camera_at(double time_s) const {
    SceneCamera camera;
    camera.focal_px = 0.9 * o_.width_px;
    camera.center_x_px = o_.width_px / 2.0 + pan_at(time_s);
    camera.center_y_px = 0.45 * o_.height_px;
    if (shot_at(time_s) % 2 == 1) {
      camera.mirrored = true;
      camera.back_m = 1.5;
    }
    return camera;
  }

  void set_change(std::size_t f, observation::FrameObservations& frame, SyntheticScene& scene) {
    if (f == 0) return;
    detection::SceneChange change;
    change.histogram_distance = uniform(0.01, 0.04);
    change.residual = uniform(1, 3);
    change.shift_x_px = pan_at(times_s_[f]) - pan_at(times_s_[f - 1]) + normal(0.05);
    change.shift_y_px = normal(0.05);
    change.shift_certainty = uniform(0.7, 0.95);
    const auto began = [&](double start_s) {
      return times_s_[f] >= start_s && times_s_[f - 1] < start_s;
    };
    const bool cut = std::any_of(o_.cuts_s.begin(), o_.cuts_s.end(), began);
    const bool flash = std::any_of(o_.flashes_s.begin(), o_.flashes_s.end(), [&](double start_s) {
      return began(start_s) || (f > 1 && times_s_[f - 1] >= start_s && times_s_[f - 2] < start_s);
    });
    if (cut || flash) {
      change.histogram_distance = uniform(0.5, 0.9);
      change.residual = uniform(40, 80);
      change.shift_x_px = change.shift_y_px = 0;
      change.shift_certainty = 0.05;
    }
    if (cut) scene.cuts.push_back(frame.frame);
    frame.change = change;
    frame.camera.emplace();
    if (cut || flash) {
      frame.camera->state = detection::CameraState::kUnknown;
    } else if (o_.pan_px > 0) {
      frame.camera = {detection::CameraState::kMoved, {change.shift_x_px, change.shift_y_px}};
    }
  }

  std::vector<Figure> draw(std::size_t f) {
    const SceneCamera camera = camera_at(times_s_[f]);
    std::vector<Figure> figures;
    for (std::size_t w = 0; w < walkers_.size(); ++w) {
      const WalkerState& state = walkers_[w].states[f];
      Figure figure;
      figure.walker = w;
      figure.distance_m = state.place.z_m + camera.back_m;
      figure.size_px = camera.scale(state) * walkers_[w].height_m;
      const auto body = body_points(state);
      for (std::size_t k = 0; k < body.size(); ++k)
        figure.points[k] = camera.project(walkers_[w], state, body[k]);
      figure.facing = -std::sin(state.heading_rad);
      place_boxes(figure);
      if (figure.in_picture > 0.05) figures.push_back(figure);
    }
    std::sort(figures.begin(), figures.end(),
              [](const Figure& a, const Figure& b) { return a.distance_m < b.distance_m; });
    for (std::size_t k = 0; k < figures.size(); ++k) set_visible(figures, k);
    return figures;
  }

  void place_boxes(Figure& figure) const {
    Box box{1e9, 1e9, -1e9, -1e9};
    for (const Point p : figure.points) {
      box = {std::min(box.x1_px, p.x_px), std::min(box.y1_px, p.y_px), std::max(box.x2_px, p.x_px),
             std::max(box.y2_px, p.y_px)};
    }
    const double pad = 0.02 * figure.size_px;
    figure.body_px = {box.x1_px - pad, box.y1_px - 2.5 * pad, box.x2_px + pad, box.y2_px + pad};
    const Point ear =
        0.5 * (point(figure, BlazePose::kLeftEar) + point(figure, BlazePose::kRightEar));
    figure.head_px = Box::around(ear, 0.1 * figure.size_px, 0.13 * figure.size_px);
    figure.in_picture = geometry::share_inside(figure.body_px, picture());
  }

  static Point point(const Figure& figure, BlazePose which) {
    return figure.points[static_cast<std::size_t>(which)];
  }
  Box picture() const {
    return {0, 0, static_cast<double>(o_.width_px), static_cast<double>(o_.height_px)};
  }

  // Nearer people are drawn as boxes of 0.7 times their width.
  void set_visible(std::vector<Figure>& figures, std::size_t at) const {
    Figure& figure = figures[at];
    figure.hidden_by = at;
    constexpr int kRows = 12;
    constexpr int kColumns = 5;
    int body = 0;
    int head = 0;
    std::vector<int> hides(at, 0);
    for (int row = 0; row < kRows; ++row)
      for (int column = 0; column < kColumns; ++column) {
        const double down = (row + 0.5) / kRows;
        const double across = 0.15 + 0.7 * (column + 0.5) / kColumns;
        body += seen_at(figures, at, figure.body_px, across, down, hides) ? 1 : 0;
        head += seen_at(figures, at, figure.head_px, across, down, hides) ? 1 : 0;
      }
    figure.visible = static_cast<double>(body) / (kRows * kColumns);
    figure.head_visible = static_cast<double>(head) / (kRows * kColumns);
    for (std::size_t k = 0; k < at; ++k)
      if (hides[k] > 0 && (figure.hidden_by == at || hides[k] > hides[figure.hidden_by]))
        figure.hidden_by = k;
  }

  bool seen_at(const std::vector<Figure>& figures, std::size_t at, const Box& box, double across,
               double down, std::vector<int>& hides) const {
    const Point p{box.x1_px + across * box.width_px(), box.y1_px + down * box.height_px()};
    if (!picture().contains(p)) return false;
    for (std::size_t k = 0; k < at; ++k) {
      const Box& other = figures[k].body_px;
      if (!Box::around(other.center(), 0.7 * other.width_px(), other.height_px()).contains(p))
        continue;
      ++hides[k];
      return false;
    }
    return true;
  }

  std::vector<TruePerson> truth_of(const std::vector<Figure>& figures) const {
    std::vector<TruePerson> truth;
    for (const Figure& figure : figures)
      truth.push_back({static_cast<int>(figure.walker) + 1,
                       geometry::intersection(figure.body_px, picture()),
                       geometry::intersection(figure.head_px, picture()), figure.visible,
                       figure.facing > -0.2 && figure.head_visible > 0.5});
    std::sort(truth.begin(), truth.end(),
              [](const TruePerson& a, const TruePerson& b) { return a.id < b.id; });
    return truth;
  }

  bool missed(std::size_t f, const Figure& figure) {
    double& until_s = missing_until_s_[figure.walker];
    if (times_s_[f] < until_s) return true;
    if (chance(o_.miss_runs_per_s / o_.fps)) {
      until_s =
          times_s_[f] + std::exponential_distribution<double>(1 / o_.mean_miss_run_s)(random_);
      return true;
    }
    return chance(o_.miss_rate);
  }

  void see_people(std::size_t f, const std::vector<Figure>& figures,
                  observation::FrameObservations& frame) {
    std::size_t by_movenet = 0;
    for (const Figure& figure : figures) {
      const bool lost = missed(f, figure);
      const Figure& front = figures[figure.hidden_by];
      if (figure.visible < 0.25) {
        // Mostly nothing; now and then a second look at the one in front.
        if (figure.hidden_by != index_of(figures, figure) && chance(0.1))
          add_observation(front, front, front, true, frame);
        continue;
      }
      if (lost || (figure.visible < 0.6 && chance(0.35))) continue;
      const bool overlapped = figure.visible < 0.6;
      const bool stolen = overlapped && chance(0.25);  // landmarks of the one in front
      const bool jumped = overlapped && chance(0.15);  // the box, too
      add_observation(figure, stolen || jumped ? front : figure, jumped ? front : figure,
                      ++by_movenet <= kMoveNetPeople, frame);
      if (chance(o_.duplicate_rate)) add_observation(figure, figure, figure, false, frame);
    }
  }

  static std::size_t index_of(const std::vector<Figure>& figures, const Figure& figure) {
    return static_cast<std::size_t>(&figure - figures.data());
  }

  void add_observation(const Figure& figure, const Figure& landmarks_of, const Figure& box_of,
                       bool movenet, observation::FrameObservations& frame) {
    observation::PersonObservation seen;
    const double jitter = 0.015 * figure.size_px;
    const Box& b = box_of.body_px;
    seen.box_px = geometry::intersection({b.x1_px + normal(jitter), b.y1_px + normal(jitter),
                                          b.x2_px + normal(jitter), b.y2_px + normal(jitter)},
                                         picture());
    seen.score = std::clamp(0.35 + 0.4 * figure.visible + normal(0.1), 0.1, 0.95);
    if (movenet) {
      detection::PersonDetection body;
      body.box_px = seen.box_px;
      body.score = seen.score;
      for (std::size_t k = 0; k < kCoco.size(); ++k) {
        const Point p = point(box_of, kCoco[k]);
        body.keypoints[k] = {blurred(p, 2 * o_.landmark_sd * figure.size_px),
                             picture().contains(p) ? uniform(0.3, 0.9) : uniform(0, 0.15)};
      }
      seen.movenet = body;
    }
    if (chance(0.97)) seen.landmarks = landmarks(landmarks_of);
    if (seen.landmarks) seen.appearance = appearance(figure, box_of);
    const double shade = 60 + 25.0 * static_cast<double>(figure.walker % 6);
    seen.head_colour = observation::MeanColour{static_cast<float>(shade + normal(8)),
                                               static_cast<float>(0.8 * shade + normal(8)),
                                               static_cast<float>(0.7 * shade + normal(8))};
    keep(std::move(seen), static_cast<int>(figure.walker) + 1, frame);
  }

  // At any place among the others: networks give people in no order of identity.
  void keep(observation::PersonObservation seen, int who, observation::FrameObservations& frame) {
    const auto at = static_cast<std::ptrdiff_t>(random_() % (frame.people.size() + 1));
    frame.people.insert(frame.people.begin() + at, std::move(seen));
    observed_.insert(observed_.begin() + at, who);
  }

  pose::PoseLandmarks landmarks(const Figure& figure) {
    pose::PoseLandmarks body;
    for (std::size_t k = 0; k < body.landmarks.size(); ++k) {
      const bool inside = picture().contains(figure.points[k]);
      pose::Landmark& mark = body.landmarks[k];
      mark.point = blurred(figure.points[k], o_.landmark_sd * figure.size_px);
      mark.presence = inside ? uniform(0.9, 1) : uniform(0, 0.4);
      mark.visibility = mark.presence * (chance(figure.visible) ? 1.0 : 0.3);
    }
    body.presence = uniform(0.85, 1);
    return body;
  }

  Histogram appearance(const Figure& figure, const Figure& box_of) {
    const double towards = (figure.facing + 1) / 2;
    Histogram h = mixed(back_[figure.walker], front_[figure.walker], towards);
    if (box_of.walker != figure.walker) h = front_[box_of.walker];
    h = mixed(h, background_, 0.1);
    if (figure.visible < 1 && !front_.empty())
      h = mixed(h, front_[(figure.walker + 1) % front_.size()], 0.3 * (1 - figure.visible));
    for (float& v : h) v *= static_cast<float>(std::exp(normal(0.3)));
    normalise(h);
    return h;
  }

  void see_furniture(std::size_t f, observation::FrameObservations& frame) {
    const bool elsewhere = shot_at(times_s_[f]) % 2 == 1;
    for (const Box& b : elsewhere ? furniture_from_elsewhere_ : furniture_) {
      if (!chance(o_.furniture_rate)) continue;
      observation::PersonObservation seen;
      const Point shift = blurred({}, 3);
      seen.box_px = {b.x1_px + shift.x_px, b.y1_px + shift.y_px, b.x2_px + shift.x_px,
                     b.y2_px + shift.y_px};
      seen.score = uniform(0.1, 0.28);
      keep(std::move(seen), 0, frame);
    }
  }

  void add_face(const Box& box, double score, detection::FaceSource source,
                observation::FrameObservations& frame) {
    observation::FaceObservation face;
    face.detection.box_px = box;
    face.detection.score = score;
    face.detection.source = source;
    frame.faces.push_back(face);
  }

  void see_faces(const std::vector<Figure>& figures, observation::FrameObservations& frame) {
    using detection::FaceSource;
    for (const Figure& figure : figures) {
      const double hand = 0.05 * figure.size_px;
      if (chance(o_.hand_face_rate))
        add_face(Box::around(point(figure, BlazePose::kLeftWrist), hand, hand), uniform(0.05, 0.2),
                 FaceSource::kCenterFaceFull, frame);
      if (figure.facing < -0.2 || figure.head_visible < 0.5) continue;
      const Point shift = blurred({}, 0.006 * figure.size_px);
      const Box face = Box::around(point(figure, BlazePose::kNose) + shift, 0.08 * figure.size_px,
                                   0.1 * figure.size_px);
      const double sure = 0.25 + 0.65 * std::max(0.0, figure.facing);
      if (chance(0.5 + 0.5 * std::max(0.0, figure.facing)))
        add_face(face, std::clamp(sure + normal(0.12), 0.05, 0.98), FaceSource::kCenterFaceFull,
                 frame);
      if (chance(0.5))
        add_face(face.scaled(1.1), std::clamp(sure + normal(0.2), 0.05, 0.98),
                 FaceSource::kBlazeFaceHead, frame);
    }
    if (chance(o_.false_face_rate)) {
      const Point p{uniform(0, o_.width_px), uniform(0, o_.height_px)};
      add_face(Box::around(p, 40, 50), uniform(0.05, 0.2), FaceSource::kCenterFaceHalf, frame);
    }
  }

  const SceneOptions& o_;
  std::mt19937_64 random_;
  std::vector<double> times_s_;
  std::vector<Walker> walkers_;
  std::vector<Histogram> front_;
  std::vector<Histogram> back_;
  Histogram background_;
  std::vector<Box> furniture_;
  std::vector<Box> furniture_from_elsewhere_;  // as the camera's second place shows it
  std::vector<double> missing_until_s_;
  std::vector<int> observed_;  // of the frame being made
};

}  // namespace

SyntheticScene make_scene(const SceneOptions& options, std::uint64_t seed) {
  return SceneMaker(options, seed).make();
}

}  // namespace securepose::testing
