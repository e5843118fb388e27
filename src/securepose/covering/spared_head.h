#pragma once

#include <vector>

#include "securepose/covering/handovers.h"
#include "securepose/covering/head_track.h"
#include "securepose/geometry/box.h"
#include "securepose/tracking/people.h"

namespace securepose::covering {

/// The head of somebody who is left open on purpose, among the heads of all others. Tells what at
/// that head is its own, so that no cover of nobody hides it; whoever else's head may be there
/// stays covered. In the pixels of the upright picture, see observation::UprightClip.
class SparedHead {
 public:
  /// @param own  the heads of the person who is left open
  /// @param others  those of everybody else
  SparedHead(const observation::ClipObservations& upright, std::vector<HeadTrack> own,
             std::vector<FollowedHead> others);
  /// Follows everybody's head.
  SparedHead(const observation::ClipObservations& upright, const tracking::People& people,
             base::PersonId spared);

  /// Whether what shows at a place is this person's head: it lies in it, the head is known there
  /// (seen, between detections or just before or after one), and nobody else's is.
  bool is_own(base::FrameIndex frame, const geometry::Box& place_px) const;

  /// Whether a head of somebody else would hide nothing but this person's: it was not seen in this
  /// frame, and all of it lies in this person's head, which was; or it is a second word on that
  /// head, from somebody of whom nobody is sure.
  bool is_second_word(base::FrameIndex frame, const HeadState& other, bool sure) const;

  /// Whether a cover that belongs to nobody and was only carried to this frame lies at this
  /// person's head, which was seen in it.
  bool holds(base::FrameIndex frame, geometry::Point place) const;

 private:
  const HeadState* own_at(base::FrameIndex frame) const;
  const HeadState* seen_at(base::FrameIndex frame) const;
  bool is_known(base::FrameIndex frame) const;
  bool is_anothers(base::FrameIndex frame, const HeadState& own,
                   const geometry::Box& place_px) const;

  const observation::ClipObservations* clip_;
  std::vector<HeadTrack> own_;
  std::vector<FollowedHead> others_;
};

}  // namespace securepose::covering
