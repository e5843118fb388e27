#include "securepose/media/retimed_edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::media {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(RetimedEdits, KnowWhatTheListShowsOfTheTrack) {
  const RetimedEdits edits({1, true, {{0.2, 0.3, 1}, {0.5, 4, 0.125}}});
  EXPECT_FALSE(edits.shows(0.1, 0.2)) << "trimmed away in front";
  EXPECT_TRUE(edits.shows(0.18, 0.22)) << "half of it is shown";
  EXPECT_TRUE(edits.shows(0.95, 0.99)) << "half a second that plays for four";
  EXPECT_FALSE(edits.shows(1.0, 1.04)) << "trimmed away behind";
}

TEST(RetimedEdits, APictureThatStandsIsShown) {
  const RetimedEdits edits({1, true, {{0, 0.5, 2}, {1.5, 2, 0}}});
  EXPECT_TRUE(edits.shows(1.48, 1.52));
  EXPECT_FALSE(edits.shows(1.52, 1.56));
}

TEST(RetimedEdits, SayWhatTheTimesAre) {
  const std::string note = RetimedEdits({1, true, {{0, 0.5, 1}, {0.5, 4, 0.125}}}).note();
  EXPECT_THAT(note, HasSubstr("0.50 to 1.00 s at 0.125 times the speed"));
  EXPECT_THAT(note, HasSubstr("All times, and the covered video, are those of the recording"));
  EXPECT_THAT(note, Not(HasSubstr("0.00 to 0.50")));
  const std::vector<MovieEdit> many(5, MovieEdit{1, 1, 0.5});
  EXPECT_THAT(RetimedEdits({1, true, many}).note(), HasSubstr("and 2 further parts"));
}

}  // namespace
}  // namespace securepose::media
