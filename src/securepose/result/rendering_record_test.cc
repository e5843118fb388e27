#include "securepose/result/rendering_record.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <limits>

#include "securepose/base/error.h"

namespace securepose::result {
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
    record.source.info.capture_fps = 239.96;
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
    record.face_check = report::FaceCheckFigures{100, 2, 1, {"CenterFace"}};
    record.face_check_findings = {"A sentence."};
    check::Leak leak;
    leak.kind = check::LeakKind::kGap;
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
  EXPECT_EQ(read.remaining_leaks.at(0).kind, check::LeakKind::kGap);
  EXPECT_EQ(read.remaining_leaks.at(0).places.at(0).box_px.y2_px, 4);
  EXPECT_TRUE(read.source.info.has_audio);
  EXPECT_EQ(read.source.info.capture_fps, 239.96);
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

class AlteredRecord : public RenderingRecordTest {
 protected:
  /// True if the file is refused as damaged, false if it is read.
  bool is_refused(const std::string& text) const {
    write(text);
    try {
      read_rendering(folder_);
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kInput);
      return true;
    }
    return false;
  }
};

TEST_F(AlteredRecord, EveryTruncationIsRefused) {
  const std::string text = rendering_json(example());
  for (std::size_t size = 0; size + 2 < text.size(); size += 3)
    ASSERT_TRUE(is_refused(text.substr(0, size))) << size;
}

TEST_F(AlteredRecord, NumbersThatCanNotBeAreRefused) {
  using Json = nlohmann::ordered_json;
  const Json whole = Json::parse(rendering_json(example()));
  const auto with = [&](const char* pointer, const Json& value) {
    Json altered = whole;
    altered[Json::json_pointer(pointer)] = value;
    return altered.dump();
  };
  EXPECT_FALSE(is_refused(with("/check_covers/0/frame", 7)));
  for (const Json& frame : {Json(-1), Json(1e300), Json(0.5), Json(18446744073709551615u)}) {
    EXPECT_TRUE(is_refused(with("/check_covers/0/frame", frame))) << frame;
    EXPECT_TRUE(is_refused(with("/check/remaining/0/first_frame", frame))) << frame;
    EXPECT_TRUE(is_refused(with("/check/remaining/0/places/0/frame", frame))) << frame;
    EXPECT_TRUE(is_refused(with("/source/width_px", frame))) << frame;
  }
  for (const int kind : {-1, 5, 1000})
    EXPECT_TRUE(is_refused(with("/check/remaining/0/kind", kind))) << kind;
  EXPECT_TRUE(is_refused(with("/check/remaining/0/last_frame", 2)));  // before the first
  EXPECT_TRUE(is_refused(with("/check/remaining/0/places/0/x1_px", 1e12)));
  EXPECT_TRUE(is_refused(with("/check/remaining/0/score", 7)));
  EXPECT_TRUE(is_refused(with("/check_covers/0/rx_px", -3)));
  EXPECT_TRUE(is_refused(with("/check_covers/0/cx_px", 1e30)));
  EXPECT_TRUE(is_refused(with("/source/height_px", 0)));
}

TEST_F(AlteredRecord, WhateverIsPutInPlaceOfAValueIsReadOrRefused) {
  using Json = nlohmann::ordered_json;
  const Json whole = Json::parse(rendering_json(example()));
  const Json flat = whole.flatten();
  for (const auto& [pointer, was] : flat.items()) {
    for (const Json& value : {Json(nullptr), Json(-1), Json(1e300), Json("x"), Json(Json::array()),
                              Json(std::numeric_limits<std::int64_t>::min())}) {
      Json altered = whole;
      altered[Json::json_pointer(pointer)] = value;
      is_refused(altered.dump());
    }
  }
}

TEST_F(AlteredRecord, FramesBeyondTheObservationsAreRefused) {
  RenderingRecord record = example();
  EXPECT_NO_THROW(require_frames(folder_, record, 6));
  EXPECT_THROW(require_frames(folder_, record, 5), base::Error);  // a cover in frame 5
  record.check_covers.clear();
  EXPECT_NO_THROW(require_frames(folder_, record, 5));
  EXPECT_THROW(require_frames(folder_, record, 4), base::Error);  // a leak up to frame 4
}

}  // namespace
}  // namespace securepose::result
