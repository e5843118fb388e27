#pragma once

#include <functional>
#include <vector>

#include "securepose/geometry/point.h"
#include "securepose/tracking/people.h"

namespace securepose::testing {

/// What the networks see of a person in one frame of a HeadScene.
struct Seen {
  bool face = true;
  bool landmarks = true;
  bool from_behind = false;
};

/// Builds observations and people of a clip in which heads move as told, with exact truth: what the
/// networks and the tracker would hand to the covering if they erred only where told.
class HeadScene {
 public:
  HeadScene(int width_px, int height_px, double fps, base::FrameIndex frames);

  /// Adds a person with an upright head.
  /// @param head_center  centre between vertex and chin at a time in seconds
  /// @param head_height_px  vertex to chin
  /// @param seen  what is seen in each frame
  base::PersonId add_person(const std::function<geometry::Point(double)>& head_center,
                            double head_height_px,
                            const std::function<Seen(base::FrameIndex)>& seen);

  /// Adds a face detection; with an owner it becomes part of that person's sample.
  void add_face(base::FrameIndex frame, const geometry::Box& box, double score,
                std::optional<base::PersonId> owner);

  void cut_at(base::FrameIndex frame) { people.cuts.push_back(frame); }
  void make_unreadable(base::FrameIndex frame);
  double time_s(base::FrameIndex frame) const;

  observation::ClipObservations clip;
  tracking::People people;

 private:
  tracking::PersonSample& sample_of(tracking::Person& person, base::FrameIndex frame);
};

/// The box that a face detector draws on an upright head: brows to chin, cheek to cheek.
geometry::Box face_box(geometry::Point head_center, double head_height_px);

/// The part that must be covered: hairline to chin, cheek to cheek.
geometry::Box face_truth(geometry::Point head_center, double head_height_px);

}  // namespace securepose::testing
