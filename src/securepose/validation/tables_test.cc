#include "securepose/validation/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "securepose/validation/written_files_test.h"

namespace securepose::validation {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::TempFolder;

Validation example() {
  ClipPair pair;
  pair.covered.id = "video-ab";
  pair.covered.size = {100, 100};
  pair.covered.frames = {{geometry::Box{0, 0, 50, 100}}};
  pair.drawn.name = "Jane Doe.mov";
  pair.drawn.frames[0] = {{geometry::Box{10, 10, 30, 30}, FaceKind::kClear, "A"},
                          {geometry::Box{60, 10, 80, 30}, FaceKind::kTiny, "B"}};
  return validate({pair});
}

TEST(Tables, JsonHasFiguresAndLeaks) {
  const auto json = validation_json(example(), ClipNames::kGiven);
  EXPECT_FALSE(json["clean"]);
  EXPECT_EQ(json["total"]["face_frames"], 2);
  EXPECT_EQ(json["total"]["covered_percent"], 50.0);
  EXPECT_EQ(json["total"]["missed_by_half_percent"], 50.0);
  EXPECT_EQ(json["total"]["clips_without_leak"], 0);
  EXPECT_EQ(json["clips"][0]["clip"], "Jane Doe.mov");
  EXPECT_EQ(json["by_kind"]["tiny"]["leaks"], 1);
  ASSERT_EQ(json["leaks"].size(), 1u);
  EXPECT_EQ(json["leaks"][0]["person"], "B");
  EXPECT_EQ(json["leaks"][0]["covered_share"], 0.0);
  EXPECT_EQ(json["total"]["not_doubtful"]["leaks"], 1);
}

TEST(Tables, TextNamesEveryLeak) {
  EXPECT_THAT(
      validation_text(example()),
      HasSubstr("leak: Jane Doe.mov frame 0 person B (tiny), box 60,10,80,30, 0 % covered"));
}

TEST(Tables, CsvHasARowForEachClipAndOneForAll) {
  const std::string csv = validation_csv(example());
  EXPECT_THAT(csv, HasSubstr("video,frames,face_frames,covered_percent,"));
  EXPECT_THAT(csv, HasSubstr("\nvideo-ab,1,2,50.0,9.5,90.5,50.0,1,"));
  EXPECT_THAT(csv, HasSubstr("\nall,1,2,50.0,"));
}

TEST(Tables, FilesNameNoRecordingAndAreTheOwners) {
  const TempFolder folder;
  write_tables(example(), folder / "t", false);
  for (const char* name : {"t/validation.csv", "t/validation.md", "t/validation.json"}) {
    const std::string text = testing::read_bytes(folder / name);
    EXPECT_THAT(text, HasSubstr("video-ab")) << name;
    EXPECT_THAT(text, Not(HasSubstr("Jane"))) << name;
    struct stat status {};
    ASSERT_EQ(::stat((folder / name).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << name;
  }
}

TEST(Tables, AreNotOverwrittenUnasked) {
  const TempFolder folder;
  write_tables(example(), folder.path(), false);
  EXPECT_THAT(message_of([&] { write_tables(example(), folder.path(), false); }),
              HasSubstr("the folder holds tables already"));
  write_tables(example(), folder.path(), true);
}

}  // namespace
}  // namespace securepose::validation
