#include "securepose/tracking/stature.h"

#include <gtest/gtest.h>

namespace securepose::tracking {
namespace {

std::vector<StandingPlace> places(double height_px, double feet_y_px, int count = 20) {
  std::vector<StandingPlace> all;
  for (int k = 0; k < count; ++k) all.push_back({{300.0 + k, feet_y_px}, height_px});
  return all;
}

TEST(StatureEvidence, SameHeightAtTheSamePlaceSpeaksForOnePerson) {
  EXPECT_GT(*stature_evidence(places(400, 600), places(403, 601)), 0.5);
}

TEST(StatureEvidence, AnotherHeightSpeaksAgainst) {
  EXPECT_LT(*stature_evidence(places(400, 600), places(350, 600)), -1);
}

TEST(StatureEvidence, NothingToCompareAtOtherPlaces) {
  EXPECT_FALSE(stature_evidence(places(400, 600), places(350, 650)));
  EXPECT_FALSE(stature_evidence(places(400, 600), {}));
}

TEST(StatureEvidence, NothingFromAGlimpse) {
  EXPECT_FALSE(stature_evidence(places(400, 600, 2), places(400, 600, 2)));
}

}  // namespace
}  // namespace securepose::tracking
