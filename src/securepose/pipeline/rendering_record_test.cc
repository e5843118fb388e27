#include "securepose/pipeline/rendering_record.h"

#include <gtest/gtest.h>

#include <fstream>

#include "securepose/base/error.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;

class RenderingRecordTest : public testing::Test {
 protected:
  RenderingRecordTest() { fs::create_directories(folder_); }
  ~RenderingRecordTest() override { fs::remove_all(folder_); }
  void write(const std::string& text) const { std::ofstream(folder_ / "rendering.json") << text; }

  static RenderingRecord example() {
    RenderingRecord record;
    record.source.file = "/home/jane/doe.mov";
    record.source.sha256 = std::string(64, 'a');
    record.source.bytes = 12345;
    record.source.info.width_px = 640;
    record.source.info.height_px = 480;
    record.source.info.codec = "h264";
    record.source.info.has_audio = true;
    record.networks.push_back({"centerface", "f", "s", "p", "1", "MIT", "", "faces"});
    record.parameters = {{"crf", 18}, {"cover-box", {"0,0,1,1@0-1"}}};
    record.notes = {"A note."};
    kinematics::NormalBand band;
    band.angle = "knee_flexion";
    band.mean_deg[7] = 0.1;
    record.normal_bands = {band};
    record.look_sha256 = std::string(64, 'b');
    record.check_covers[5] = {
        {std::nullopt, {{1.0 / 3, 2}, 3, 4, 5}, {"check"}, 0.7, std::nullopt}};
    record.face_check = report::CheckResult{100, 2, 1, {"CenterFace"}};
    record.face_check_findings = {"A sentence."};
    deidentification::Leak leak;
    leak.kind = deidentification::LeakKind::kGap;
    leak.first_frame = 3;
    leak.last_frame = 4;
    leak.start = base::Timestamp{5};
    leak.places.push_back({3, {1, 2, 3, 4}});
    record.remaining_leaks.push_back(leak);
    return record;
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(RenderingRecordTest, ReadsBackWhatIsWrittenExactly) {
  const std::string text = rendering_json(example());
  write(text);
  const RenderingRecord read = read_rendering(folder_);
  EXPECT_EQ(rendering_json(read), text);
  EXPECT_EQ(read.check_covers.at(5).at(0).ellipse.center.x_px, 1.0 / 3);
  EXPECT_EQ(read.remaining_leaks.at(0).kind, deidentification::LeakKind::kGap);
  EXPECT_EQ(read.remaining_leaks.at(0).places.at(0).box_px.y2_px, 4);
  EXPECT_TRUE(read.source.info.has_audio);
  EXPECT_EQ(read.normal_bands.at(0).mean_deg[7], 0.1);
}

TEST_F(RenderingRecordTest, NamesNoFile) {
  EXPECT_EQ(rendering_json(example()).find("jane"), std::string::npos);
}

TEST_F(RenderingRecordTest, AMissingOrDamagedFileIsAnInputError) {
  for (const char* text : {"missing", "", "{}", R"({"format": 1})"}) {
    if (text != std::string_view("missing")) write(text);
    try {
      read_rendering(folder_);
      ADD_FAILURE() << text;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kInput) << text;
    }
  }
}

}  // namespace
}  // namespace securepose::pipeline
