#include "securepose/tracking/point_tracker.h"

#include <gtest/gtest.h>
#include <time.h>

#include <algorithm>
#include <random>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::tracking {
namespace {

using kinematics::BodyLandmark;
using kinematics::KeypointSet;
using kinematics::LandmarkSample;

detection::PersonDetection body_of(const LandmarkSample& sample, double size = 1,
                                   double moved_px = 0) {
  detection::PersonDetection body;
  body.box_px = {1e9, 1e9, -1e9, -1e9};
  for (std::size_t k = 0; k < 17; ++k) {
    const auto& point = sample[*landmark_of(KeypointSet::kCoco17, k)];
    if (!point) continue;
    const geometry::Point p{size * point->point_px.x_px + moved_px, size * point->point_px.y_px};
    body.keypoints[k] = {p, point->confidence};
    body.box_px = geometry::hull(body.box_px, {p.x_px, p.y_px, p.x_px, p.y_px});
  }
  return body;
}

std::vector<LandmarkSample> walk(const testing::WalkerOptions& options, std::uint64_t seed = 1) {
  return testing::synthetic_walk(options, seed).series.samples;
}

/// A recording to which walkers are added, each from a frame on.
class Scene {
 public:
  explicit Scene(std::size_t frames) : frames_(frames), who_(frames) {}

  void add(int who, std::size_t first, const std::vector<LandmarkSample>& samples, double size = 1,
           double moved_px = 0) {
    for (std::size_t i = 0; i < samples.size() && first + i < frames_.size(); ++i) {
      frames_[first + i].push_back(body_of(samples[i], size, moved_px));
      who_[first + i].push_back(who);
    }
  }
  /// Estimators change the order of people as they like.
  void shuffle() {
    std::mt19937 dice(1);
    for (std::size_t f = 0; f < frames_.size(); ++f)
      if (dice() % 2 == 0) {
        std::reverse(frames_[f].begin(), frames_[f].end());
        std::reverse(who_[f].begin(), who_[f].end());
      }
  }
  std::vector<TrackedBody> people(double fps = 30) const {
    PointTracker tracker;
    for (std::size_t f = 0; f < frames_.size(); ++f)
      tracker.add_frame(static_cast<double>(f) / fps, frames_[f]);
    return tracker.people();
  }
  /// Share of a tracked body's places that are the person's whom it shows most often.
  double purity(const TrackedBody& body) const {
    std::vector<std::size_t> count(10, 0);
    for (const auto& place : body.places)
      ++count[static_cast<std::size_t>(who_[place.frame][place.body])];
    return static_cast<double>(*std::max_element(count.begin(), count.end())) /
           static_cast<double>(body.places.size());
  }

 private:
  std::vector<std::vector<detection::PersonDetection>> frames_;
  std::vector<std::vector<int>> who_;
};

constexpr double kWholePicture_s = 4;

testing::WalkerOptions walker(bool leftwards, double noise_px = 2, double speed_m_s = 1.2) {
  return {.speed_m_s = speed_m_s,
          .duration_s = kWholePicture_s,
          .leftwards = leftwards,
          .start_m = 0.3,
          .keypoint_set = KeypointSet::kBody25,
          .disturbance = {.noise_px = noise_px, .dropout_share = 0.03}};
}

TEST(PointTracker, OnePersonIsOne) {
  Scene scene(120);
  scene.add(0, 0, walk(walker(false)));
  const auto people = scene.people();
  ASSERT_EQ(people.size(), 1U);
  EXPECT_EQ(people[0].places.size(), 120U);
  EXPECT_EQ(people[0].returns.size(), 1U);
}

TEST(PointTracker, WhoComesBackIsTheSame) {
  Scene scene(1200);
  for (std::size_t pass = 0; pass < 4; ++pass)
    scene.add(0, 300 * pass, walk(walker(pass % 2 == 1), 2));
  const auto people = scene.people();
  ASSERT_EQ(people.size(), 1U);
  EXPECT_EQ(people[0].places.size(), 4 * 121U);
  EXPECT_EQ(people[0].returns.size(), 4U);
}

TEST(PointTracker, WhoIsOfAnotherSizeIsSomebodyElse) {
  Scene scene(600);
  scene.add(0, 0, walk(walker(false)));
  scene.add(1, 300, walk(walker(false)), 0.8, 100);
  const auto people = scene.people();
  ASSERT_EQ(people.size(), 2U);
  EXPECT_EQ(people[0].places.front().frame, 0U);  // the larger one
}

TEST(PointTracker, WhoCouldBeEitherOfTwoIsNeither) {
  Scene scene(600);
  scene.add(0, 0, walk(walker(false)));
  scene.add(1, 0, walk(walker(false)), 1, 900);  // side by side, of one size
  scene.add(2, 300, walk(walker(false)));
  const auto people = scene.people();
  ASSERT_EQ(people.size(), 3U);
  EXPECT_EQ(std::count_if(people.begin(), people.end(), [](const auto& p) { return p.contested; }),
            1);
}

TEST(PointTracker, TwoOfOneSizeWhoCrossStayThemselves) {
  for (const double speed : {0.7, 1.2, 1.6})
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      Scene scene(120);
      const auto first = walk(walker(false, 2, speed), seed);
      const auto second = walk(walker(true, 2, speed), seed + 100);
      // They meet in the middle of the recording.
      const double there = first[60][BodyLandmark::kMidHip]->point_px.x_px;
      const double here = second[60][BodyLandmark::kMidHip]->point_px.x_px;
      scene.add(0, 0, first);
      scene.add(1, 0, second, 1, there - here);
      scene.shuffle();
      const auto people = scene.people();
      ASSERT_GE(people.size(), 2U);
      for (std::size_t k = 0; k < 2; ++k) {
        EXPECT_GT(people[k].places.size(), 108U) << speed << ' ' << seed;
        EXPECT_GT(scene.purity(people[k]), 0.97) << speed << ' ' << seed;
      }
    }
}

double thread_time_s() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// The thread's own time, so that a busy machine changes little; four times the length would cost
// sixteen times as much if anything were quadratic.
TEST(PointTracker, CostsAsMuchAsTheRecordingIsLong) {
  const auto there = walk(walker(false)), back = walk(walker(true));
  const auto time_of = [&](std::size_t walks) {
    Scene scene(150 * walks);
    for (std::size_t k = 0; k < walks; ++k) {
      scene.add(0, 150 * k, there);
      if (k % 2 == 0) scene.add(1, 150 * k, back, 0.8, 300);
    }
    double least_s = 1e9;
    for (int run = 0; run < 2; ++run) {
      const double start_s = thread_time_s();
      const auto people = scene.people();
      least_s = std::min(least_s, thread_time_s() - start_s);
      EXPECT_EQ(people.size(), 2U);
      EXPECT_EQ(people[0].returns.size(), walks);
    }
    return least_s;
  };
  const double shorter_s = time_of(60);  // five minutes
  EXPECT_LT(time_of(240), 8 * shorter_s);
}

TEST(PointTracker, NobodyIsNobody) {
  EXPECT_TRUE(PointTracker().people().empty());
  EXPECT_TRUE(Scene(10).people().empty());
}

}  // namespace
}  // namespace securepose::tracking
