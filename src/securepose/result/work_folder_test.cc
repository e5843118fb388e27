#include "securepose/result/work_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <optional>

#include "securepose/base/error.h"

namespace securepose::result {
namespace {

namespace fs = std::filesystem;

class WorkFolderTest : public testing::Test {
 protected:
  WorkFolderTest() {
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  ~WorkFolderTest() override { fs::remove_all(root_); }

  static void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }
  static std::string read(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  const fs::path root_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  const fs::path out_ = root_ / "a" / "out";
};

TEST_F(WorkFolderTest, IsForTheOwnerOnly) {
  const WorkFolder folder(out_);
  struct stat status {};
  ASSERT_EQ(stat((out_ / ".securepose").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700u);
}

TEST_F(WorkFolderTest, PublishesAllFilesAndLeavesNothingElse) {
  WorkFolder folder(out_);
  folder.clear_staged();
  write(folder.staged_folder() / "run.json", "{}");
  write(folder.staged_folder() / "regions.json", "{}");
  EXPECT_FALSE(holds_result(out_));
  folder.publish(/*whole_result=*/true);
  EXPECT_TRUE(holds_result(out_));
  EXPECT_TRUE(fs::exists(out_ / "run.json"));
  EXPECT_TRUE(fs::exists(out_ / "regions.json"));
  EXPECT_EQ(std::distance(fs::directory_iterator(out_), {}), 2);
}

TEST_F(WorkFolderTest, ReplacesAnOlderResultWithoutLeavingPartsOfIt) {
  fs::create_directories(out_);
  write(out_ / "run.json", "old");
  write(out_ / "gait.json", "old");
  write(out_ / "notes of the user.txt", "mine");
  WorkFolder folder(out_);
  folder.clear_staged();
  write(folder.staged_folder() / "run.json", "new");
  folder.publish(/*whole_result=*/true);
  EXPECT_EQ(read(out_ / "run.json"), "new");
  EXPECT_FALSE(fs::exists(out_ / "gait.json"));
  EXPECT_TRUE(fs::exists(out_ / "notes of the user.txt"));
}

TEST_F(WorkFolderTest, PartOfAResultLeavesTheRest) {
  fs::create_directories(out_);
  write(out_ / "run.json", "old");
  write(out_ / "gait.json", "old");
  WorkFolder folder(out_);
  folder.clear_staged();
  write(folder.staged_folder() / "gait.json", "new");
  folder.publish(/*whole_result=*/false);
  EXPECT_EQ(read(out_ / "run.json"), "old");
  EXPECT_EQ(read(out_ / "gait.json"), "new");
}

TEST_F(WorkFolderTest, TellsThatPublishingWasInterrupted) {
  const WorkFolder folder(out_);
  EXPECT_FALSE(WorkFolder::was_publishing(out_));
  write(out_ / ".securepose" / "publishing", "");
  EXPECT_TRUE(WorkFolder::was_publishing(out_));
}

TEST_F(WorkFolderTest, KeptFilesStayInAWholeResult) {
  fs::create_directories(out_);
  for (const char* name : {"deidentified.mp4", "people.png", "run.json"}) write(out_ / name, "old");
  WorkFolder folder(out_);
  folder.clear_staged();
  write(folder.staged_folder() / "run.json", "new");
  folder.publish(/*whole_result=*/true, {"deidentified.mp4"});
  EXPECT_EQ(read(out_ / "deidentified.mp4"), "old");
  EXPECT_EQ(read(out_ / "run.json"), "new");
  EXPECT_FALSE(fs::exists(out_ / "people.png"));
}

TEST_F(WorkFolderTest, WhatAKillLeftOfPublishingIsCompleted) {
  fs::create_directories(out_);
  for (const char* name : {"deidentified.mp4", "gait.json", "edits.json"})
    write(out_ / name, "old");
  {
    WorkFolder folder(out_);
    folder.clear_staged();
    // The new regions.json has its name already, run.json has not.
    write(out_ / "regions.json", "new");
    write(folder.staged_folder() / "run.json", "new");
    write(out_ / ".securepose" / "publishing",
          "whole result\ndeidentified.mp4\nregions.json\nrun.json\n");
  }
  WorkFolder::finish_publishing(out_);
  EXPECT_EQ(read(out_ / "run.json"), "new");
  EXPECT_EQ(read(out_ / "regions.json"), "new");
  EXPECT_EQ(read(out_ / "deidentified.mp4"), "old");
  EXPECT_FALSE(fs::exists(out_ / "gait.json"));
  EXPECT_FALSE(fs::exists(out_ / "edits.json"));
  EXPECT_FALSE(fs::exists(out_ / ".securepose"));
}

TEST_F(WorkFolderTest, WhatCanNotBeCompletedIsLeftAlone) {
  fs::create_directories(out_);
  write(out_ / "gait.json", "old");
  {
    WorkFolder folder(out_);
    folder.clear_staged();
    write(out_ / ".securepose" / "publishing", "whole result\nregions.json\n");
  }
  WorkFolder::finish_publishing(out_);
  EXPECT_EQ(read(out_ / "gait.json"), "old");
  EXPECT_TRUE(WorkFolder::was_publishing(out_));
}

TEST_F(WorkFolderTest, RefusesASecondUser) {
  std::optional<WorkFolder> first(std::in_place, out_);
  try {
    const WorkFolder second(out_);
    FAIL() << "no error";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kEnvironment);
  }
  first.reset();
  EXPECT_NO_THROW(WorkFolder{out_});
}

TEST_F(WorkFolderTest, DiscardRemovesWhatItMade) {
  WorkFolder folder(out_);
  write(folder.journal_file(), "x");
  folder.discard();
  EXPECT_FALSE(fs::exists(out_));
}

TEST_F(WorkFolderTest, DiscardKeepsAFolderThatWasThere) {
  fs::create_directories(out_);
  WorkFolder(out_).discard();
  EXPECT_TRUE(fs::exists(out_));
  EXPECT_TRUE(fs::is_empty(out_));
}

TEST_F(WorkFolderTest, AFileInTheWayIsAnEnvironmentError) {
  write(root_ / "file", "x");
  for (const fs::path& out : {root_ / "file", root_ / "file" / "out"}) {
    try {
      const WorkFolder folder(out);
      FAIL() << out;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kEnvironment);
    }
  }
}

}  // namespace
}  // namespace securepose::result
