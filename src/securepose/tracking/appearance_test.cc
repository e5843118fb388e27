#include "securepose/tracking/appearance.h"

#include <gtest/gtest.h>

#include "securepose/observation/observations.h"

namespace securepose::tracking {
namespace {

std::vector<float> colours(std::size_t trunk, std::size_t thighs) {
  std::vector<float> h(2 * observation::kAppearancePartBins, 0.0F);
  h[trunk] = 1;
  h[observation::kAppearancePartBins + thighs] = 1;
  return h;
}

TEST(AppearanceDistance, SameIsZeroAndForeignIsOne) {
  EXPECT_NEAR(*appearance_distance(colours(1, 2), colours(1, 2)), 0, 1e-6);
  EXPECT_NEAR(*appearance_distance(colours(1, 2), colours(3, 4)), 1, 1e-6);
}

TEST(AppearanceDistance, IsTakenPartByPart) {
  // The colours of trunk and thighs exchanged have nothing in common.
  EXPECT_NEAR(*appearance_distance(colours(1, 2), colours(2, 1)), 1, 1e-6);
}

TEST(AppearanceDistance, APartOutOfThePictureSaysNothing) {
  std::vector<float> upper_body = colours(1, 2);
  upper_body[observation::kAppearancePartBins + 2] = 0;
  EXPECT_NEAR(*appearance_distance(upper_body, colours(1, 7)), 0, 1e-6);
}

TEST(AppearanceDistance, NothingWithoutData) {
  EXPECT_FALSE(appearance_distance(AppearanceMean{}, AppearanceMean{}));
  EXPECT_FALSE(appearance_distance(std::vector<float>{}, colours(1, 2)));
  EXPECT_FALSE(appearance_distance(std::vector<float>(3, 1.0F), colours(1, 2)));
}

TEST(AppearanceMean, WeighsWhatIsAdded) {
  AppearanceMean mostly_first;
  mostly_first.add(colours(1, 1), 9);
  mostly_first.add(colours(2, 2), 1);
  EXPECT_LT(*appearance_distance(mostly_first, colours(1, 1)),
            *appearance_distance(mostly_first, colours(2, 2)));
  mostly_first.fade(0.01);
  mostly_first.add(colours(2, 2), 1);
  EXPECT_GT(*appearance_distance(mostly_first, colours(1, 1)),
            *appearance_distance(mostly_first, colours(2, 2)));
}

TEST(AppearanceMean, JoinsLikeItsParts) {
  AppearanceMean a;
  a.add(colours(1, 1), 2);
  AppearanceMean b;
  b.add(colours(2, 2), 3);
  AppearanceMean joined = a;
  joined.add(b);
  EXPECT_DOUBLE_EQ(joined.weight(), 5);
  AppearanceMean at_once;
  at_once.add(colours(1, 1), 2);
  at_once.add(colours(2, 2), 3);
  EXPECT_NEAR(*appearance_distance(joined, at_once), 0, 1e-3);
}

TEST(AppearanceEvidence, FallsWithDistance) {
  const AppearanceOptions options;
  double last = appearance_evidence(0, options);
  EXPECT_GT(last, 0);
  for (double d = 0.05; d <= 1; d += 0.05) {
    const double evidence = appearance_evidence(d, options);
    EXPECT_LE(evidence, last + 1e-9) << d;
    last = evidence;
  }
  EXPECT_LT(last, -5);
  EXPECT_GE(last, -options.max_evidence_against);
}

TEST(GreyShare, CountsTheLastBins) {
  AppearanceMean black_and_red;
  black_and_red.add(colours(observation::kAppearancePartBins - 1, 0), 1);
  EXPECT_NEAR(grey_share(black_and_red), 0.5, 1e-6);
  EXPECT_DOUBLE_EQ(grey_share(AppearanceMean{}), 0);
}

}  // namespace
}  // namespace securepose::tracking
