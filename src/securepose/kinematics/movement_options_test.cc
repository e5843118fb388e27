#include "securepose/kinematics/movement_options.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "securepose/base/error.h"

namespace securepose::kinematics {
namespace {

void expect_refused(const MovementOptions& options, const std::string& word) {
  try {
    options.validate();
    FAIL() << "accepted, but " << word << " is wrong";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kUsage);
    EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << error.what();
  }
}

TEST(MovementOptions, DefaultsAreValid) { EXPECT_NO_THROW(MovementOptions{}.validate()); }

TEST(MovementOptions, RefusesEachBadValueAlone) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {0.0, -1.0, 60.0, nan, infinity}) {
    MovementOptions options;
    options.cutoff_hz = bad;
    expect_refused(options, "cut-off");
  }
  for (const double bad : {-0.1, 2.0, nan}) {
    MovementOptions options;
    options.max_gap_s = bad;
    expect_refused(options, "gap");
    options = {};
    options.min_confidence = bad;
    expect_refused(options, "confidence");
  }
  for (const double bad : {0.0, -1.7, 17.0, 170.0, nan}) {
    MovementOptions options;
    options.scale = PatientHeight{bad};
    expect_refused(options, "height");
  }
  MovementOptions options;
  options.scale = MetresPerPixel{0};
  expect_refused(options, "scale");
  options.scale = KnownDistance{{10, 10}, {10, 10}, 1};
  expect_refused(options, "ends");
  options.scale = KnownDistance{{10, 10}, {100, 10}, nan};
  expect_refused(options, "reference");
}

TEST(MovementOptions, ABeltNeedsATreadmill) {
  MovementOptions options;
  options.belt_speed_m_s = 1.2;
  expect_refused(options, "treadmill");
  options.treadmill = true;
  EXPECT_NO_THROW(options.validate());
}

}  // namespace
}  // namespace securepose::kinematics
