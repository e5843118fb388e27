#include "securepose/kinematics/courses.h"

#include <cmath>
#include <numbers>
#include <optional>

namespace securepose::kinematics {

namespace {

constexpr double kLeastDisplacement = 0.3;  // body heights
constexpr double kLeastCourse_s = 0.6;
constexpr double kOnCourse = 0.7;
constexpr double kFeetOnCourse = 0.6;  // push-off alone shortens the mean of both feet to 0.75

double angle_between_deg(double ax, double ay, double bx, double by) {
  return std::abs(std::atan2(ax * by - ay * bx, ax * bx + ay * by)) * 180 / std::numbers::pi;
}

/// Keeps a course, of which sums are given, if it is long enough to be one.
void finish_course(const LandmarkTracks& tracks, Course course, std::vector<Course>& found) {
  const auto samples = static_cast<double>(course.range.last - course.range.first + 1);
  course.sideways /= samples;
  course.away /= samples;
  const double lasts_s = tracks.time_s[course.range.last] - tracks.time_s[course.range.first];
  if (lasts_s < kLeastCourse_s ||
      std::hypot(course.sideways, course.away) * lasts_s < kLeastDisplacement)
    return;
  const bool same_way =
      !found.empty() && course.turned_from_deg(found.back()) < kTurnAngle_deg &&
      tracks.time_s[course.range.first] - tracks.time_s[found.back().range.last] < 1.0;
  if (same_way)
    found.back().range.last = course.range.last;
  else
    found.push_back(course);
}

/// Whether a camera follows and the feet point against the way: the person has turned already, and
/// the windows over which the speeds are taken still show the way before.
bool turned_already(const Heading& h) {
  constexpr double kLeastFoot = 0.03;  // body heights; a foot seen from the side has 0.15
  return h.floor_moves && h.feet && std::abs(*h.feet) > kLeastFoot && *h.feet * h.sideways < 0;
}

/// Median way from heel to toe over a stretch.
std::optional<double> usual_feet(const std::vector<Heading>& headings, SampleRange range) {
  std::vector<double> feet;
  for (std::size_t i = range.first; i <= range.last; ++i)
    if (headings[i].feet) feet.push_back(*headings[i].feet);
  if (feet.empty()) return std::nullopt;
  return percentile_of(feet, 50);
}

/// Cuts off the samples at one end that `is_off` names; the mean speed is that of what is left.
template <class IsOff>
void cut_end(const std::vector<Heading>& headings, bool at_start, Course& course,
             const IsOff& is_off) {
  SampleRange& range = course.range;
  if (at_start)
    while (range.first < range.last && is_off(headings[range.first])) ++range.first;
  else
    while (range.last > range.first && is_off(headings[range.last])) --range.last;
  double sideways = 0, away = 0;
  for (std::size_t i = range.first; i <= range.last; ++i) {
    sideways += headings[i].sideways;
    away += headings[i].away;
  }
  const auto samples = static_cast<double>(range.last - range.first + 1);
  course.sideways = sideways / samples;
  course.away = away / samples;
}

}  // namespace

double Course::turned_from_deg(const Course& before) const {
  return angle_between_deg(before.sideways, before.away, sideways, away);
}

double Course::obliqueness_deg() const {
  return std::atan2(std::abs(away), std::abs(sideways)) * 180 / std::numbers::pi;
}

std::vector<Course> find_courses(const LandmarkTracks& tracks, const std::vector<Heading>& headings,
                                 SampleRange stretch) {
  std::vector<Course> found;
  std::optional<Course> current;  // sums until it is finished
  for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
    const Heading& h = headings[i];
    const bool moves = h.known && h.speed() >= kLeastWalkingSpeed && !turned_already(h);
    if (current && (!moves || angle_between_deg(current->sideways, current->away, h.sideways,
                                                h.away) > kTurnAngle_deg)) {
      finish_course(tracks, *current, found);
      current.reset();
    }
    if (!moves) continue;
    if (!current) current = Course{{i, i}, 0, 0};
    current->range.last = i;
    current->sideways += h.sideways;
    current->away += h.away;
  }
  if (current) finish_course(tracks, *current, found);
  return found;
}

void trim_course(const std::vector<Heading>& headings, bool at_start, Course& course) {
  const double speed = std::hypot(course.sideways, course.away);
  cut_end(headings, at_start, course, [&](const Heading& h) {
    return h.sideways * course.sideways + h.away * course.away < kOnCourse * speed * speed;
  });
  trim_turned_feet(headings, at_start, course);
}

void trim_turned_feet(const std::vector<Heading>& headings, bool at_start, Course& course) {
  const auto usual = usual_feet(headings, course.range);
  // From the front feet have no length to speak of.
  if (!usual || course.obliqueness_deg() > 45 || *usual * course.sideways <= 0) return;
  cut_end(headings, at_start, course,
          [&](const Heading& h) { return h.feet && *h.feet / *usual < kFeetOnCourse; });
}

}  // namespace securepose::kinematics
