#include "securepose/kinematics/movement_options.h"

#include <cmath>
#include <string>

#include "securepose/base/error.h"

namespace securepose::kinematics {

namespace {

std::string text_of(double value) {
  std::string text = std::to_string(value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

/// NaN is out of every range.
void check(const std::string& name, double value, double lowest, double highest) {
  if (value >= lowest && value <= highest) return;
  throw base::Error(base::ErrorKind::kUsage, name + " is " + text_of(value) +
                                                 ", but must lie between " + text_of(lowest) +
                                                 " and " + text_of(highest) + ".");
}

}  // namespace

void MovementOptions::validate() const {
  if (const auto* height = std::get_if<PatientHeight>(&scale))
    check("The patient's height in metres", height->height_m, 0.3, 2.6);
  if (const auto* factor = std::get_if<MetresPerPixel>(&scale))
    check("The scale in metres per pixel", factor->m_per_px, 1e-6, 1);
  if (const auto* known = std::get_if<KnownDistance>(&scale)) {
    check("The length of the reference in metres", known->length_m, 0.01, 100);
    const double distance_px = geometry::distance_px(known->from, known->to);
    if (!(distance_px >= 1))
      throw base::Error(base::ErrorKind::kUsage,
                        "The two ends of the reference are less than a pixel apart. Give the ends "
                        "of a distance that can be seen in the picture.");
  }
  check("The filter's cut-off in hertz", cutoff_hz, 0.5, 50);
  check("The longest gap to fill in seconds", max_gap_s, 0, 1);
  if (min_confidence) check("The least confidence", *min_confidence, 0, 1);
  if (belt_speed_m_s) {
    check("The belt's speed in metres per second", *belt_speed_m_s, 0, 10);
    if (!treadmill)
      throw base::Error(base::ErrorKind::kUsage,
                        "A belt's speed was given, but not that the person walks on a treadmill. "
                        "Add the treadmill option or leave the speed out.");
  }
}

}  // namespace securepose::kinematics
