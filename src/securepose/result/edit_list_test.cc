#include "securepose/result/edit_list.h"

#include <gtest/gtest.h>

#include <fstream>

#include "securepose/base/error.h"

namespace securepose::result {
namespace {

namespace fs = std::filesystem;
using tracking::AppliedEdit;
using tracking::EditKind;

class EditListTest : public testing::Test {
 protected:
  EditListTest() { fs::create_directories(folder_); }
  ~EditListTest() override { fs::remove_all(folder_); }
  void write(const std::string& text) const { std::ofstream(folder_ / "edits.json") << text; }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::vector<AppliedEdit> every_kind_ = {
      {{EditKind::kSplit, base::PersonId{1}, {}, base::Timestamp{4'200'000'001}, {}},
       base::PersonId{3}},
      {{EditKind::kMerge, base::PersonId{1}, base::PersonId{3}, {}, {}}, {}},
      {{EditKind::kSwap, base::PersonId{1}, base::PersonId{2}, base::Timestamp{33'366'667},
        base::Timestamp{66'733'333}},
       {}},
      {{EditKind::kDelete, base::PersonId{2}, {}, {}, {}}, {}},
      {{EditKind::kPatient, base::PersonId{1}, {}, {}, {}}, {}}};
};

TEST_F(EditListTest, ReadsBackWhatIsWrittenToTheNanosecond) {
  write(edits_file_text(every_kind_));
  const auto edits = read_edits(folder_);
  ASSERT_EQ(edits.size(), every_kind_.size());
  for (std::size_t i = 0; i < edits.size(); ++i) EXPECT_EQ(edits[i], every_kind_[i].edit) << i;
}

TEST_F(EditListTest, WithoutAFileThereAreNone) { EXPECT_TRUE(read_edits(folder_).empty()); }

TEST_F(EditListTest, WhatIsNoListIsRefused) {
  for (const char* text : {"", "[]", R"({"format": 2, "edits": []})",
                           R"({"format": 1, "edits": [{"kind": "melt", "person": 1}]})",
                           R"({"format": 1, "edits": [{"kind": "merge", "person": 1}]})",
                           R"({"format": 1, "edits": [{"kind": "split", "person": "1"}]})",
                           R"({"format": 1, "edits": [{"kind": "delete", "person": -4}]})",
                           R"({"format": 1, "edits": [{"kind": "delete", "person": 1e300}]})",
                           R"({"format": 1, "edits": [{"kind": "split", "person": 1,
                               "at_s": 1e300, "new_person": 2}]})"}) {
    write(text);
    try {
      read_edits(folder_);
      ADD_FAILURE() << text;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kInput) << text;
    }
  }
}

TEST_F(EditListTest, SentencesTellWhatHolds) {
  EXPECT_EQ(sentence_for(every_kind_[0]), "From 4.2 s on, person 1 is person 3.");
  EXPECT_EQ(sentence_for(every_kind_[1]), "Person 3 is person 1.");
  EXPECT_EQ(sentence_for(every_kind_[3]), "Person 2 is nobody.");
  EXPECT_EQ(sentence_for(every_kind_[4]), "Person 1 is the patient.");
}

}  // namespace
}  // namespace securepose::result
