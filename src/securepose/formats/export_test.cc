#include "securepose/formats/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <locale>
#include <nlohmann/json.hpp>
#include <sstream>

#include "securepose/base/error.h"
#include "securepose/formats/c3d_file.h"
#include "securepose/formats/movement_files.h"
#include "securepose/formats/npz_file.h"
#include "securepose/formats/opensim_files.h"
#include "securepose/formats/pose_files.h"
#include "securepose/formats/poses_csv.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::formats {
namespace {

namespace fs = std::filesystem;

class ExportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  /// A walk, measured, written and read back.
  /// @param slow_motion  how much slower it is shown than it was walked
  StoredMovement walked(double rate_jitter_share = 0, double slow_motion = 1) {
    testing::WalkerOptions walker{.duration_s = 4};
    walker.rate_jitter_share = rate_jitter_share;
    kinematics::MovementOptions options;
    options.scale = kinematics::PatientHeight{1.7};
    kinematics::LandmarkSeries series = testing::synthetic_walk(walker, 1).series;
    series.clock.factor = slow_motion;
    for (auto& sample : series.samples)
      sample.time = base::Timestamp::from_seconds(sample.time.seconds() * slow_motion);
    result_ = kinematics::measure(series, options);
    write_movement_files(result_, folder_ / "result");
    write_poses_csv({poses_of(base::PersonId{1}, result_.clean)}, folder_ / "result/poses.csv");
    return read_stored_movement(folder_ / "result");
  }
  static std::string content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  kinematics::MovementResult result_;
  const fs::path folder_ =
      fs::path(::testing::TempDir()) /
      (std::string("export_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ExportTest, AResultIsReadBackAsItWasWritten) {
  const StoredMovement movement = walked();
  ASSERT_EQ(movement.frames.size(), result_.angles.frames.size());
  EXPECT_NEAR(movement.rate_hz(), 30, 0.01);
  EXPECT_NEAR(*movement.m_per_px, 1 / 300.0, 2e-4);
  EXPECT_EQ(movement.events.size(), result_.events.size());
  const auto& knee = *result_.angles.find("left_knee_flexion_deg");
  for (const auto& curve : movement.angles) {
    if (curve.name != knee.name) continue;
    for (std::size_t i = 0; i < curve.values.size(); ++i)
      EXPECT_NEAR(*curve.values[i], *knee.values_deg[i], 0.001);
  }
  EXPECT_THROW(read_stored_movement(folder_ / "nothing"), base::Error);
}

TEST_F(ExportTest, SlowMotionIsReadBackInTheMovementsTime) {
  const StoredMovement normal = walked();
  const StoredMovement slow = walked(0, 4);
  EXPECT_NEAR(slow.rate_hz(), normal.rate_hz(), 1e-3);
  EXPECT_NEAR(slow.time_s.back(), normal.time_s.back(), 1e-5);
  EXPECT_NEAR(slow.presentation_time_s.back(), 4 * normal.time_s.back(), 1e-5);
  ASSERT_EQ(slow.events.size(), normal.events.size());
  for (std::size_t i = 0; i < slow.events.size(); ++i)
    EXPECT_NEAR(slow.events[i].time_s, normal.events[i].time_s, 1e-5);
  ASSERT_FALSE(slow.passes.empty());
  EXPECT_NEAR(slow.passes[0].end_s, normal.passes[0].end_s, 1e-5);
  for (const auto format : {ExportFormat::kTrc, ExportFormat::kC3d}) {
    const auto outcome = export_movement(slow, format, {}, folder_ / "a", /*overwrite=*/true);
    ASSERT_FALSE(outcome.notes.empty());
    EXPECT_NE(outcome.notes[0].find("the movement's own"), std::string::npos);
    EXPECT_TRUE(export_movement(normal, format, {}, folder_ / "a", true).notes.empty());
  }
  export_movement(slow, ExportFormat::kCsv, {}, folder_ / "a.csv");
  EXPECT_NE(content(folder_ / "a.csv").find(",movement_time_s\n"), std::string::npos);
}

TEST_F(ExportTest, MarkersStandOnTheFloorInMetres) {
  const MarkerTable markers = markers_of(walked(), PointSpace::kPicture);
  const auto index = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(markers.names.begin(), markers.names.end(), name) -
                                    markers.names.begin());
  };
  EXPECT_LT(index("mid_hip"), markers.names.size());
  EXPECT_NEAR(markers.rows[30][index("mid_hip")]->m[1], 0.482 * 1.7, 0.04);
  EXPECT_NEAR(markers.rows[60][index("neck")]->m[1], (0.482 + 0.285) * 1.7, 0.05);
  const double way_m =
      markers.rows[90][index("mid_hip")]->m[0] - markers.rows[30][index("mid_hip")]->m[0];
  EXPECT_NEAR(way_m, 1.1 * 2, 0.1);
}

TEST_F(ExportTest, WithoutScaleOrPointsThereAreNoMarkers) {
  StoredMovement movement = walked();
  EXPECT_THROW(markers_of(movement, PointSpace::kWorld), base::Error);
  movement.m_per_px.reset();
  EXPECT_THROW(markers_of(movement, PointSpace::kPicture), base::Error);
}

TEST_F(ExportTest, UnevenTimesBecomeEven) {
  const StoredMovement movement = walked(0.6);
  const MarkerTable even = evenly(markers_of(movement, PointSpace::kPicture), 25);
  for (std::size_t i = 1; i < even.time_s.size(); ++i)
    EXPECT_NEAR(even.time_s[i] - even.time_s[i - 1], 0.04, 1e-9);
  EXPECT_NEAR(even.time_s.back(), movement.time_s.back(), 0.041);
}

TEST_F(ExportTest, TrcAndMotHaveWhatTheirHeadersSay) {
  const StoredMovement movement = walked();
  export_movement(movement, ExportFormat::kTrc, {}, folder_ / "walk.trc");
  std::istringstream trc(content(folder_ / "walk.trc"));
  std::string line;
  std::getline(trc, line);
  EXPECT_EQ(line, "PathFileType\t4\t(X/Y/Z)\twalk.trc");
  for (int k = 0; k < 2; ++k) std::getline(trc, line);
  double rate = 0, camera = 0;
  std::size_t frames = 0, markers = 0;
  std::istringstream(line) >> rate >> camera >> frames >> markers;
  EXPECT_EQ(frames, movement.frames.size());
  for (int k = 0; k < 3; ++k) std::getline(trc, line);
  std::size_t rows = 0;
  while (std::getline(trc, line)) {
    EXPECT_EQ(static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')),
              1 + 3 * markers);
    ++rows;
  }
  EXPECT_EQ(rows, frames);
  export_movement(movement, ExportFormat::kMot, {}, folder_ / "walk.mot");
  const std::string mot = content(folder_ / "walk.mot");
  EXPECT_NE(mot.find("inDegrees=yes\nendheader\ntime\thip_flexion_r\tknee_angle_r"),
            std::string::npos);
}

TEST_F(ExportTest, NoRowOfTrcEndsWithAnEmptyMarker) {
  StoredMovement movement = walked();
  movement.poses[10] = {};
  const std::string text = trc_text(markers_of(movement, PointSpace::kPicture), 30, "walk.trc");
  EXPECT_EQ(text.find("\t\n", text.find("Z1")), std::string::npos);
  EXPECT_NE(text.find("\tNaN\tNaN\tNaN\n"), std::string::npos);
}

TEST_F(ExportTest, TheNominalRateIsWritten) {
  StoredMovement movement = walked();
  for (const double rate : {60.0, 25.0, 30000 / 1001.0, 12.5, 29.8}) {
    movement.time_s.clear();
    for (int i = 0; i < 132; ++i) movement.time_s.push_back(std::round(i / rate * 1e6) / 1e6);
    EXPECT_NEAR(movement.rate_hz(), rate, rate == 29.8 ? 1e-4 : 1e-12) << rate;
  }
}

TEST_F(ExportTest, WhatAFormatCanNotHoldIsSaid) {
  StoredMovement movement = walked();
  const auto one = movement.events.at(0);
  movement.events.assign(300, one);
  EXPECT_THAT(export_movement(movement, ExportFormat::kC3d, {}, folder_ / "walk.c3d").notes,
              ::testing::ElementsAre(::testing::HasSubstr("45 of 300 contacts are left out")));
  const StoredMovement uneven = walked(0.6);
  EXPECT_THAT(export_movement(uneven, ExportFormat::kTrc, {}, folder_ / "walk.trc").notes,
              ::testing::ElementsAre(::testing::HasSubstr("uneven")));
}

TEST_F(ExportTest, AFileThatIsThereStays) {
  const StoredMovement movement = walked();
  export_movement(movement, ExportFormat::kCsv, {}, folder_ / "walk.csv");
  EXPECT_THROW(export_movement(movement, ExportFormat::kCsv, {}, folder_ / "walk.csv"),
               base::Error);
  EXPECT_NO_THROW(export_movement(movement, ExportFormat::kCsv, {}, folder_ / "walk.csv", true));
}

TEST_F(ExportTest, C3dPointsStandWhereTheHeaderSays) {
  const StoredMovement movement = walked();
  const MarkerTable markers = markers_of(movement, PointSpace::kPicture);
  const std::string bytes = c3d_bytes(markers, movement.rate_hz(), movement.events);
  ASSERT_EQ(bytes.size() % 512, 0U);
  EXPECT_EQ(bytes.substr(0, 2), "\x02\x50");
  std::uint16_t points = 0, block = 0;
  std::memcpy(&points, &bytes[2], 2);
  std::memcpy(&block, &bytes[16], 2);
  EXPECT_EQ(points, markers.names.size());
  const std::size_t at = 512 * (block - 1U) + 16 * (10 * points + 3U);
  float x = 0, residual = 0;
  std::memcpy(&x, &bytes[at], 4);
  std::memcpy(&residual, &bytes[at + 12], 4);
  ASSERT_TRUE(markers.rows[10][3]);
  EXPECT_NEAR(x, markers.rows[10][3]->m[0], 1e-5);
  EXPECT_EQ(residual, 0);
}

TEST_F(ExportTest, OpenPoseComesBackThroughTheReader) {
  const StoredMovement movement = walked();
  export_movement(movement, ExportFormat::kOpenPose, {}, folder_ / "json");
  const PoseRecording poses = read_pose_files(folder_ / "json", {.fps = 30});
  ASSERT_EQ(poses.frames, movement.frames.size());
  std::vector<PoseDetection> detections;
  for (std::size_t k = 0; k < poses.seen.size(); ++k) detections.push_back({k, 0});
  const kinematics::LandmarkSeries person = series_of(poses, detections);
  const auto knee = kinematics::BodyLandmark::kLeftKnee;
  EXPECT_NEAR(person.samples[7][knee]->point_px.x_px, movement.poses[7][index_of(knee)]->x_px,
              0.001);
  EXPECT_TRUE(person.samples[7][kinematics::BodyLandmark::kMidHip]);
}

TEST_F(ExportTest, BidsHasAChannelForEachColumn) {
  const StoredMovement movement = walked();
  export_movement(movement, ExportFormat::kMotionBids, {.bids = {.subject = "07"}},
                  folder_ / "bids");
  const fs::path stem = folder_ / "bids/sub-07/motion/sub-07_task-movement_tracksys-video_";
  std::istringstream channels(content(stem.string() + "channels.tsv"));
  std::istringstream motion(content(stem.string() + "motion.tsv"));
  std::string line;
  std::size_t rows = 0;
  while (std::getline(channels, line)) ++rows;
  std::getline(motion, line);
  EXPECT_EQ(static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')) + 1, rows - 1);
  const auto json = nlohmann::json::parse(content(stem.string() + "motion.json"));
  EXPECT_EQ(json["MotionChannelCount"], rows - 1);
  EXPECT_THROW(export_movement(movement, ExportFormat::kMotionBids, {.bids = {.subject = "a b"}},
                               folder_ / "bids2"),
               base::Error);
}

/// Numbers as they are written in Germany, by every stream made meanwhile.
class GermanNumbers {
 public:
  GermanNumbers() : before_(std::locale::global({std::locale(), new Comma})) {}
  ~GermanNumbers() { std::locale::global(before_); }
  GermanNumbers(const GermanNumbers&) = delete;
  GermanNumbers& operator=(const GermanNumbers&) = delete;

 private:
  struct Comma : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  std::locale before_;
};

TEST_F(ExportTest, TheSameResultGivesTheSameBytesWhereverAndWheneverItIsWritten) {
  const StoredMovement movement = walked();
  const std::string bytes = npz_bytes(movement);
  ASSERT_EQ(bytes.substr(0, 4), "PK\x03\x04");
  EXPECT_EQ(bytes.substr(10, 4), std::string("\x00\x00\x21\x00", 4)) << "1980-01-01, midnight";
  EXPECT_EQ(bytes.find(folder_.string()), std::string::npos);
  const GermanNumbers german;
  EXPECT_EQ(npz_bytes(movement), bytes);
}

}  // namespace
}  // namespace securepose::formats
