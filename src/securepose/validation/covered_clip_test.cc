#include "securepose/validation/covered_clip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/validation/written_files_test.h"

namespace securepose::validation {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::TempFolder;

constexpr const char* kRegions = R"({"frames": [
    {"frame": 0, "time_s": 0, "regions": [{"person": 1, "ellipse": {"cx_px": 20, "cy_px": 30,
     "rx_px": 5, "ry_px": 7, "angle_deg": 10}, "evidence": ["face"], "certainty": 1}]},
    {"frame": 1, "time_s": 0.1, "regions": [{"box_px": [1, 2, 3, 4]}]},
    {"frame": 2, "time_s": 0.2, "regions": [{"person": null, "ellipse": {"cx_px": 2, "cy_px": 3,
      "rx_px": 1.4, "ry_px": 1.4, "angle_deg": 0}, "box_px": [1, 2, 3, 4]}]}]})";

TEST(CoveredClip, ReadsRegionsAndRecord) {
  const TempFolder folder;
  write(folder, "regions.json", kRegions);
  write(folder, "run.json", R"({"input": {"id": "video-ab", "sha256": "abcd", "width_px": 64,
      "height_px": 48}, "doubtful": [{"first_frame": 1, "last_frame": 1, "person": null}]})");
  const CoveredClip clip = read_covered_clip(folder.path());
  EXPECT_EQ(clip.id, "video-ab");
  EXPECT_EQ(clip.source_sha256, "abcd");
  EXPECT_EQ(clip.size, (PictureSize{64, 48}));
  ASSERT_EQ(clip.frames.size(), 3u);
  EXPECT_EQ(std::get<geometry::Ellipse>(clip.frames[0].at(0)).angle_deg, 10);
  EXPECT_EQ(std::get<geometry::Box>(clip.frames[1].at(0)), (geometry::Box{1, 2, 3, 4}));
  EXPECT_EQ(std::get<geometry::Box>(clip.frames[2].at(0)), (geometry::Box{1, 2, 3, 4}));
  EXPECT_FALSE(clip.is_doubtful(0));
  EXPECT_TRUE(clip.is_doubtful(1));
  EXPECT_FALSE(clip.video);
}

TEST(CoveredClip, RegionsAloneDoToo) {
  const TempFolder folder;
  const auto file =
      write(folder, "peer.json", R"({"width_px": 10, "height_px": 20, "frames": [{"frame": 0}]})");
  const CoveredClip clip = read_covered_clip(file);
  EXPECT_EQ(clip.size, (PictureSize{10, 20}));
  EXPECT_EQ(clip.frames.size(), 1u);
}

TEST(CoveredClip, TheVideoTellsTheSizeIfNothingElseDoes) {
  const TempFolder folder;
  write(folder, "regions.json", kRegions);
  testing::make_clip(folder / "deidentified.mp4", {.frames = 2, .source = ""}, {"-c:v", "libx264"});
  const CoveredClip clip = read_covered_clip(folder.path());
  EXPECT_EQ(clip.size, (PictureSize{96, 64}));
  EXPECT_EQ(clip.video, folder / "deidentified.mp4");
}

TEST(CoveredClip, BadContentIsNamed) {
  const TempFolder folder;
  const auto message = [&](const std::string& text) {
    const auto file = write(folder, "regions.json", text);
    return message_of([&] { read_covered_clip(file); });
  };
  EXPECT_THAT(message("{}"), HasSubstr("regions.json: is no regions.json"));
  EXPECT_THAT(message(R"({"frames": [{"frame": 1}]})"), HasSubstr("no entry for frame 0"));
  EXPECT_THAT(message(R"({"frames": [{"frame": 0, "regions": [{"ellipse": {"cx_px": 1}}]}]})"),
              HasSubstr("frame 0 has a region that is neither"));
  EXPECT_THAT(message(R"({"frames": [3]})"), HasSubstr("no entry for frame 0"));
}

TEST(FindResults, AFolderOfResultsStandsForThem) {
  const TempFolder folder;
  fs::create_directories(folder / "b");
  fs::create_directories(folder / "a");
  fs::create_directories(folder / "empty");
  testing::write_bytes(folder / "a/regions.json", kRegions);
  testing::write_bytes(folder / "b/regions.json", kRegions);
  EXPECT_THAT(find_results({folder.path().string()}),
              ::testing::ElementsAre(folder / "a", folder / "b"));
  EXPECT_THAT(find_results({(folder / "b").string()}), ::testing::ElementsAre(folder / "b"));
  EXPECT_THAT(message_of([&] { find_results({(folder / "empty").string()}); }),
              HasSubstr("is no result of `securepose run`"));
  EXPECT_THAT(message_of([&] { find_results({(folder / "none").string()}); }),
              HasSubstr("there is no such result"));
}

}  // namespace
}  // namespace securepose::validation
