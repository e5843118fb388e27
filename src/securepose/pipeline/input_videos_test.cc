#include "securepose/pipeline/input_videos.h"

#include <gtest/gtest.h>

#include <fstream>

#include "securepose/base/error.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;

class InputVideosTest : public testing::Test {
 protected:
  InputVideosTest() {
    fs::remove_all(root_);
    for (const char* name :
         {"b.MP4", "a.mov", "notes.txt", ".hidden.mp4", "deep/c.mkv", ".git/d.mp4",
          "results/x/deidentified.mp4", "results/x/run.json", "out/e.mp4", "odd[1].mp4"}) {
      const fs::path file = root_ / name;
      fs::create_directories(file.parent_path());
      std::ofstream(file) << "x";
    }
  }
  ~InputVideosTest() override { fs::remove_all(root_); }

  std::vector<std::string> found(const std::vector<std::string>& names) const {
    std::vector<std::string> full;
    for (const std::string& name : names) full.push_back((root_ / name).string());
    std::vector<std::string> relative;
    for (const auto& file : find_input_videos(full, root_ / "out").files)
      relative.push_back(fs::relative(file, root_).string());
    return relative;
  }

  const fs::path root_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

using Names = std::vector<std::string>;

TEST_F(InputVideosTest, AFileIsTakenWhateverItsEnding) {
  EXPECT_EQ(found({"notes.txt"}), Names{"notes.txt"});
}

TEST_F(InputVideosTest, AFolderGivesItsVideosSortedWithoutHiddenOnesAndResults) {
  EXPECT_EQ(found({""}), (Names{"a.mov", "b.MP4", "deep/c.mkv", "odd[1].mp4"}));
}

TEST_F(InputVideosTest, APatternIsExpanded) {
  EXPECT_EQ(found({"[ab].*"}), (Names{"a.mov", "b.MP4"}));
}

TEST_F(InputVideosTest, ANameThatLooksLikeAPatternIsTakenAsItIs) {
  EXPECT_EQ(found({"odd[1].mp4"}), Names{"odd[1].mp4"});
}

TEST_F(InputVideosTest, AFileThatIsNamedTwiceIsTakenOnce) {
  EXPECT_EQ(found({"a.mov", "deep/../a.mov", "*.mov"}), Names{"a.mov"});
}

TEST_F(InputVideosTest, OnlyOneNamedFileIsSingle) {
  const auto single = [&](const Names& names) {
    Names full;
    for (const auto& name : names) full.push_back((root_ / name).string());
    return find_input_videos(full, root_ / "out").single;
  };
  EXPECT_TRUE(single({"a.mov"}));
  EXPECT_TRUE(single({"missing.mp4"}));
  EXPECT_TRUE(single({"odd[1].mp4"}));
  EXPECT_FALSE(single({"a.mov", "b.MP4"}));
  EXPECT_FALSE(single({"deep"}));
  EXPECT_FALSE(single({"*.mov"}));
}

TEST_F(InputVideosTest, AMissingFileIsKeptToFailByItself) {
  EXPECT_EQ(found({"missing.mp4", "a.mov"}), (Names{"missing.mp4", "a.mov"}));
}

TEST_F(InputVideosTest, NothingFoundIsAnInputError) {
  for (const char* name : {"*.webm", "results"}) {
    try {
      found({name});
      FAIL() << name;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kInput);
    }
  }
}

}  // namespace
}  // namespace securepose::pipeline
