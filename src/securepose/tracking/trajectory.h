#pragma once

#include <optional>
#include <vector>

#include "securepose/observation/head_place.h"
#include "securepose/tracking/people.h"

namespace securepose::tracking {

/// A person's place between observations.
/// `gap_s` is 0 in a frame with an observation, else the time between the observations around it.
struct BoxPlace {
  geometry::Box box_px;
  double gap_s = 0;
};
struct HeadOnTheWay {
  observation::HeadPlace head;
  double gap_s = 0;
};
struct LandmarksOnTheWay {
  pose::PoseLandmarks landmarks;
  double gap_s = 0;
};

/// One person's way through the clip: what was observed, and between observations of one shot what
/// lies between them, linear in the container's own times. Nothing before the first observation of
/// a shot and nothing after its last. Keeps references to the clip and the person.
class Trajectory {
 public:
  /// @param cuts  People::cuts
  Trajectory(const observation::ClipObservations& clip, const std::vector<base::FrameIndex>& cuts,
             const Person& person);

  /// From samples with a body.
  std::optional<BoxPlace> box_at(base::FrameIndex frame) const;
  /// From samples with a body or a face; of a lone face the head around it.
  std::optional<HeadOnTheWay> head_at(base::FrameIndex frame) const;
  /// From samples with trusted landmarks. Points and depths are interpolated, visibility and
  /// presence are the lower of the two sides.
  std::optional<LandmarksOnTheWay> landmarks_at(base::FrameIndex frame) const;

 private:
  struct Neighbours {
    std::size_t before = 0;  // into `samples`
    std::size_t after = 0;
    double share = 0;  // of the way from before to after
    double gap_s = 0;
  };
  std::optional<Neighbours> neighbours(const std::vector<std::size_t>& samples,
                                       base::FrameIndex frame) const;
  int shot_of(base::FrameIndex frame) const;
  const observation::PersonObservation& observation(std::size_t sample) const;
  observation::HeadPlace head_of(std::size_t sample) const;

  const observation::ClipObservations* clip_;
  const std::vector<base::FrameIndex>* cuts_;
  const Person* person_;
  // Positions in Person::samples, by what they have.
  std::vector<std::size_t> with_body_;
  std::vector<std::size_t> with_head_;
  std::vector<std::size_t> with_landmarks_;
};

}  // namespace securepose::tracking
