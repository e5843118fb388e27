#include "securepose/kinematics/walking_passes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "securepose/kinematics/camera_motion.h"
#include "securepose/kinematics/courses.h"
#include "securepose/kinematics/facing.h"
#include "securepose/kinematics/heading.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

constexpr double kLeastPass_s = 0.6;
constexpr double kLongestTurn_s = 4;
constexpr double kLongestAbsence_s = 0.5;
constexpr double kSagittalLimit_deg = 30;
constexpr double kFrontalLimit_deg = 60;

class PassFinder {
 public:
  PassFinder(const LandmarkTracks& tracks, bool treadmill)
      : tracks_(tracks), treadmill_(treadmill) {}
  PassSearch find();

 private:
  std::vector<SampleRange> presences() const;
  void add_stretch(SampleRange stretch);
  bool ends_in_turn(Course& course, SampleRange stretch);
  void add_standing(SampleRange range);
  void add_course(const Course& course);
  void describe(PassGeometry& pass, double obliqueness_deg) const;
  bool hips_stay(SampleRange range) const;
  bool legs_cycle(SampleRange range) const;
  Activity posture(SampleRange range) const;
  double time(std::size_t i) const { return tracks_.time_s[i]; }
  double duration_s(SampleRange r) const { return time(r.last) - time(r.first); }

  const LandmarkTracks& tracks_;
  bool treadmill_;
  BodySize size_;
  std::vector<Heading> headings_;
  PassSearch result_;
};

/// Stretches in which the hips are seen, apart from short absences, within one shot.
std::vector<SampleRange> PassFinder::presences() const {
  std::vector<SampleRange> ranges;
  const LandmarkTrack& hip = tracks_[L::kMidHip];
  std::size_t shot = 0;  // of the sample; shots ascend as samples do
  std::size_t last_shot = 0;
  for (std::size_t i = 0; i < tracks_.size(); ++i) {
    while (shot + 1 < tracks_.shot_starts.size() && tracks_.shot_starts[shot + 1] <= i) ++shot;
    if (!hip.known(i)) continue;
    const bool goes_on = !ranges.empty() && shot == last_shot &&
                         time(i) - time(ranges.back().last) <= kLongestAbsence_s;
    last_shot = shot;
    if (goes_on)
      ranges.back().last = i;
    else
      ranges.push_back({i, i});
  }
  return ranges;
}

/// Whether the hips stay where they are in the picture: a camera that follows, or a belt.
bool PassFinder::hips_stay(SampleRange range) const {
  const LandmarkTrack& hip = tracks_[L::kMidHip];
  while (range.first < range.last && !hip.known(range.first)) ++range.first;
  while (range.first < range.last && !hip.known(range.last)) --range.last;
  const double way = std::abs(hip.x_px[range.last] - hip.x_px[range.first]) / size_.height_px;
  return way < kLeastWalkingSpeed * duration_s(range);
}

bool PassFinder::legs_cycle(SampleRange range) const {
  std::vector<double> apart_x, apart_y;
  for (std::size_t i = range.first; i <= range.last; ++i) {
    const auto left = tracks_.at(L::kLeftAnkle, i), right = tracks_.at(L::kRightAnkle, i);
    if (!left || !right) continue;
    apart_x.push_back(left->x_px - right->x_px);
    apart_y.push_back(left->y_px - right->y_px);
  }
  if (apart_x.size() < 10 || duration_s(range) < 1.0) return false;
  // The ankles' distance swings between both step lengths (0.8 leg lengths each at usual speed),
  // or, seen from the front, the lifted foot stands out.
  const auto swing = [&](std::vector<double>& v) {
    std::vector<double> low = v;
    return percentile_of(v, 90) - percentile_of(low, 10);
  };
  return swing(apart_x) > 0.4 * size_.leg_px || swing(apart_y) > 0.15 * size_.leg_px;
}

Activity PassFinder::posture(SampleRange range) const {
  std::vector<double> drop;  // of the knees below the hips, in thigh lengths
  for (std::size_t i = range.first; i <= range.last; ++i) {
    const auto hip = tracks_.at(L::kMidHip, i);
    const auto left = tracks_.at(L::kLeftKnee, i), right = tracks_.at(L::kRightKnee, i);
    if (hip && left && right)
      drop.push_back(((left->y_px + right->y_px) / 2 - hip->y_px) / (size_.leg_px / 2));
  }
  if (drop.empty()) return Activity::kOther;
  const double typical = percentile_of(drop, 50);
  if (typical > 0.8) return Activity::kStanding;  // thighs within 37 degrees of the vertical
  return typical < 0.5 ? Activity::kSitting : Activity::kOther;
}

/// View and facing; the progression must be set.
void PassFinder::describe(PassGeometry& pass, double obliqueness_deg) const {
  WalkingPass& p = pass.pass;
  p.start = tracks_.time_at(time(p.first_sample));
  p.end = tracks_.time_at(time(p.last_sample));
  p.obliqueness_deg = obliqueness_deg;
  const double percentile = obliqueness_deg < kSagittalLimit_deg ? 50 : 75;
  pass.size = body_size(tracks_, pass.range(), percentile).value_or(size_);
  if (obliqueness_deg > kFrontalLimit_deg) {
    pass.progression = 0;
    return;
  }
  p.facing = pass.progression != 0 ? pass.progression
                                   : facing_of_body(tracks_, pass.range(), pass.size.leg_px);
  if (obliqueness_deg > kSagittalLimit_deg)
    p.view = ViewKind::kOblique;
  else if (p.facing != 0)
    p.view = p.facing > 0 ? ViewKind::kSagittalRight : ViewKind::kSagittalLeft;
}

void PassFinder::add_course(const Course& course) {
  PassGeometry pass;
  pass.pass.first_sample = course.range.first;
  pass.pass.last_sample = course.range.last;
  pass.pass.activity = Activity::kWalking;
  pass.progression = course.sideways > 0 ? 1 : -1;
  pass.on_the_spot = std::abs(course.sideways) > kLeastWalkingSpeed && hips_stay(course.range);
  const double obliqueness_deg = course.obliqueness_deg();
  describe(pass, obliqueness_deg);
  if (obliqueness_deg > kFrontalLimit_deg)
    pass.pass.view = course.away < 0 ? ViewKind::kFrontalTowards : ViewKind::kFrontalAway;
  const auto feet = feet_direction(tracks_, pass.range(), pass.size.leg_px);
  constexpr double kClearlyBackwards = 0.15;  // half of a foot
  if (pass.progression != 0 && feet && *feet * pass.progression < -kClearlyBackwards) {
    pass.pass.facing = -pass.progression;
    pass.pass.view =
        pass.pass.view == ViewKind::kOblique
            ? ViewKind::kOblique
            : (pass.pass.facing > 0 ? ViewKind::kSagittalRight : ViewKind::kSagittalLeft);
    result_.notes.push_back("From " + fmt::format("{:.1f}", pass.pass.start.seconds()) +
                            " s the feet point against the way the hips go: the person walks "
                            "backwards, or the camera moved.");
  }
  result_.passes.push_back(pass);
}

void PassFinder::add_standing(SampleRange range) {
  PassGeometry pass;
  pass.pass.first_sample = range.first;
  pass.pass.last_sample = range.last;
  pass.on_the_spot = treadmill_ || legs_cycle(range);
  pass.pass.activity = pass.on_the_spot ? Activity::kWalking : posture(range);
  const auto obliqueness_deg = obliqueness_of_body_deg(tracks_, range, size_.trunk_px);
  describe(pass, obliqueness_deg.value_or(0));
  if (!obliqueness_deg) {
    pass.pass.obliqueness_deg.reset();
    if (pass.pass.facing == 0) pass.pass.view = ViewKind::kUnknown;
  } else if (*obliqueness_deg > kFrontalLimit_deg) {
    const int towards = towards_camera(tracks_, range, pass.size.trunk_px);
    pass.pass.view = towards > 0   ? ViewKind::kFrontalTowards
                     : towards < 0 ? ViewKind::kFrontalAway
                                   : ViewKind::kUnknown;
  }
  result_.passes.push_back(pass);
}

/// Cuts off a turn with which a stretch ends before the person goes anywhere else, as a camera that
/// follows sees it; notes it and tells whether there was one.
bool PassFinder::ends_in_turn(Course& course, SampleRange stretch) {
  constexpr double kLeastTurn_s = 0.2;
  constexpr double kTurnedFeet =
      0.2;  // of their usual length; at the picture's edge they only shrink
  if (!headings_[course.range.last].floor_moves) return false;
  Course rest = course;
  trim_turned_feet(headings_, false, rest);
  const double lasts_s = time(stretch.last) - time(rest.range.last);
  if (lasts_s < kLeastTurn_s || lasts_s > kLongestTurn_s) return false;
  const double usual = headings_[rest.range.last].feet.value_or(0);
  bool turned = false;
  for (std::size_t i = rest.range.last; i <= stretch.last; ++i)
    turned =
        turned || (headings_[i].feet && *headings_[i].feet * usual < kTurnedFeet * usual * usual);
  if (!turned) return false;
  course = rest;
  result_.turns.push_back(
      {tracks_.time_at(time(course.range.last)), tracks_.time_at(time(stretch.last))});
  return true;
}

void PassFinder::add_stretch(SampleRange stretch) {
  if (treadmill_) {
    add_standing(stretch);
    return;
  }
  std::vector<Course> found = find_courses(tracks_, headings_, stretch);
  std::size_t done = stretch.first;  // first sample that belongs to nothing yet
  for (std::size_t c = 0; c < found.size(); ++c) {
    Course& course = found[c];
    const bool after_turn =
        c > 0 && course.turned_from_deg(found[c - 1]) >= kTurnAngle_deg &&
        time(course.range.first) - time(found[c - 1].range.last) <= kLongestTurn_s;
    if (after_turn) {
      trim_course(headings_, true, course);
      result_.turns.push_back(
          {tracks_.time_at(time(done - 1)), tracks_.time_at(time(course.range.first))});
    } else if (course.range.first > done) {
      if (time(course.range.first) - time(done) >= kLeastPass_s)
        add_standing({done, course.range.first - 1});
      else
        course.range.first = done;
    }
    const bool before_turn =
        c + 1 < found.size() && found[c + 1].turned_from_deg(course) >= kTurnAngle_deg &&
        time(found[c + 1].range.first) - time(course.range.last) <= kLongestTurn_s;
    if (before_turn)
      trim_course(headings_, false, course);
    else if (c + 1 == found.size() && time(stretch.last) - time(course.range.last) < kLeastPass_s)
      course.range.last = stretch.last;
    const bool into_turn = c + 1 == found.size() && ends_in_turn(course, stretch);
    add_course(course);
    done = into_turn ? stretch.last + 1 : course.range.last + 1;
  }
  if (done <= stretch.last) add_standing({done, stretch.last});
}

PassSearch PassFinder::find() {
  if (tracks_.size() == 0) return result_;
  const auto size = body_size(tracks_, {0, tracks_.size() - 1}, 50);
  if (!size || size->height_px <= 0) {
    result_.notes.push_back(
        "Neither a leg nor the trunk is ever seen whole, so neither direction nor view could be "
        "determined.");
    return result_;
  }
  const LandmarkTrack& hip = tracks_[L::kMidHip];
  if (!hip.ever_known(0, tracks_.size() - 1)) {
    result_.notes.push_back(
        "The middle between both hips is never seen, so neither direction nor view could be "
        "determined.");
    return result_;
  }
  size_ = *size;
  headings_ = headings(tracks_, size_.height_px, floor_velocities_px_s(tracks_, size_.height_px));
  for (const SampleRange stretch : presences()) add_stretch(stretch);
  return result_;
}

}  // namespace

PassSearch find_passes(const LandmarkTracks& tracks, bool treadmill) {
  return PassFinder(tracks, treadmill).find();
}

}  // namespace securepose::kinematics
