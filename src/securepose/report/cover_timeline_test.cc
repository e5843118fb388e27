#include "securepose/report/cover_timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::report {
namespace {

using testing::HasSubstr;
using testing::Not;

base::Timestamp at(double seconds) { return base::Timestamp::from_seconds(seconds); }

TEST(CoverTimeline, NamesLanesAndShadesEvidence) {
  Deidentification cover;
  cover.lanes = {{base::PersonId{2}, "", {{at(0), at(5), CoverEvidence::kSeen}}},
                 {std::nullopt, "", {{at(5), at(10), CoverEvidence::kInferred}}}};
  const std::string svg = cover_timeline(cover, at(10));
  EXPECT_THAT(svg, HasSubstr(">Person 2</text>"));
  EXPECT_THAT(svg, HasSubstr(">Other faces</text>"));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"seen\""));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"inferred\""));
}

TEST(CoverTimeline, ShowsTheWeakestEvidenceOfAColumn) {
  Deidentification cover;
  CoverLane lane{base::PersonId{1}, "", {}};
  for (int i = 0; i < 100'000; ++i)
    lane.stretches.push_back({at(i * 0.01), at((i + 1) * 0.01),
                              i % 2 == 0 ? CoverEvidence::kSeen : CoverEvidence::kInferred});
  cover.lanes = {lane};
  const std::string svg = cover_timeline(cover, at(1000));
  EXPECT_THAT(svg, Not(HasSubstr("<rect class=\"seen\"")));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"inferred\""));
  EXPECT_LT(svg.size(), 10'000U);
}

TEST(CoverTimeline, NumbersDoubtfulMomentsAndEscapesReasons) {
  Deidentification cover;
  cover.lanes = {{base::PersonId{1}, "", {{at(0), at(10), CoverEvidence::kSeen}}}};
  cover.doubtful = {{at(2), at(2), 50, 50, base::PersonId{1}, "a <b> in /home/x/y.mp4", {}}};
  const std::string svg = cover_timeline(cover, at(10));
  EXPECT_THAT(svg, HasSubstr("class=\"doubt\""));
  EXPECT_THAT(svg, HasSubstr(">1</text>"));
  EXPECT_THAT(svg, HasSubstr("a &lt;b&gt; in [path left out]"));
}

TEST(CoverTimeline, SurvivesNobodyAndAnEmptyClip) {
  const std::string svg = cover_timeline({}, at(0));
  EXPECT_THAT(svg, HasSubstr("</svg>"));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
}

TEST(CoverTimeline, DrawsNoMoreLanesThanItsLimit) {
  Deidentification cover;
  for (int i = 1; i <= 60; ++i)
    cover.lanes.push_back({base::PersonId{i}, "", {{at(0), at(1), CoverEvidence::kSeen}}});
  const std::string svg = cover_timeline(cover, at(1));
  EXPECT_THAT(svg, HasSubstr("Person 40<"));
  EXPECT_THAT(svg, Not(HasSubstr("Person 41<")));
}

}  // namespace
}  // namespace securepose::report
