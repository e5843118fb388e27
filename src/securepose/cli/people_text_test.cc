#include "securepose/cli/people_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::cli {
namespace {

using pipeline::PeopleTimeline;
using pipeline::Presence;
using testing::HasSubstr;

base::Timestamp seconds(double s) { return base::Timestamp::from_seconds(s); }

PeopleTimeline example() {
  PeopleTimeline timeline;
  timeline.end = seconds(6);
  auto& patient = timeline.lanes.emplace_back();
  patient.person = base::PersonId{1};
  patient.is_patient = true;
  patient.certainty = 0.97;
  patient.stretches = {{seconds(0), seconds(2), Presence::kSeen},
                       {seconds(2), seconds(3), Presence::kHidden},
                       {seconds(3), seconds(4), Presence::kFaceOnly},
                       {seconds(5), seconds(6), Presence::kHeld}};
  auto& other = timeline.lanes.emplace_back();
  other.person = base::PersonId{12};
  other.certainty = 0.5;
  return timeline;
}

TEST(PeopleText, DrawsALaneForEveryPersonInPlainCharacters) {
  // 79 columns leave 60 for the lane, ten a second.
  const std::string text = people_text(example(), 79, /*decorated=*/false);
  EXPECT_THAT(text,
              HasSubstr("   1 patient 0.97 " + std::string(20, '#') + std::string(10, '-') +
                        std::string(10, 'o') + std::string(10, ' ') + std::string(10, '.') + "\n"));
  EXPECT_THAT(text, HasSubstr("\n  12         0.50\n"));
  EXPECT_THAT(text, HasSubstr("0.0 s"));
  EXPECT_THAT(text, HasSubstr("6.0 s\n"));
  for (const char c : text) EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
}

TEST(PeopleText, ATerminalGetsBlocks) {
  const std::string text = people_text(example(), 79, /*decorated=*/true);
  EXPECT_THAT(text, HasSubstr("██"));
  EXPECT_THAT(text, HasSubstr("\033[1m"));
}

TEST(PeopleText, NarrowTerminalsAndEmptyClipsAreFine) {
  EXPECT_THAT(people_text(example(), 1, false), HasSubstr("#####"));
  EXPECT_EQ(people_text({}, 80, false), "Nobody was found.\n");
}

}  // namespace
}  // namespace securepose::cli
