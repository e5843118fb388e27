#include "securepose/cli/nearest_name.h"

#include <gtest/gtest.h>

namespace securepose::cli {
namespace {

const std::vector<std::string_view> kNames = {"fill",    "force",  "cover",    "cover-box",
                                              "patient", "region", "height-m", "threads"};

TEST(EditDistance, CountsSlipsOfTheKeyboard) {
  EXPECT_EQ(edit_distance("fill", "fill"), 0u);
  EXPECT_EQ(edit_distance("fil", "fill"), 1u);
  EXPECT_EQ(edit_distance("flil", "fill"), 1u);
  EXPECT_EQ(edit_distance("bill", "fill"), 1u);
  EXPECT_EQ(edit_distance("", "fill"), 4u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("fill", "filling"), edit_distance("filling", "fill"));
}

TEST(NearestName, FindsWhatWasMeant) {
  EXPECT_EQ(nearest_name("fil", kNames), "fill");
  EXPECT_EQ(nearest_name("cover_box", kNames), "cover-box");
  EXPECT_EQ(nearest_name("pateint", kNames), "patient");
  EXPECT_EQ(nearest_name("height", kNames), "height-m");
}

TEST(NearestName, FindsNothingForSomethingElse) {
  EXPECT_EQ(nearest_name("quux-of-doom", kNames), std::nullopt);
  EXPECT_EQ(nearest_name("x", {}), std::nullopt);
  EXPECT_EQ(nearest_name("tcsh", {"bash", "zsh", "fish"}), std::nullopt);
}

TEST(Suggestion, IsAQuestionOrNothing) {
  EXPECT_EQ(suggestion("fil", kNames, "--"), " Did you mean --fill?");
  EXPECT_EQ(suggestion("quux-of-doom", kNames, "--"), "");
}

}  // namespace
}  // namespace securepose::cli
