#pragma once

#include <optional>
#include <set>
#include <vector>

#include "securepose/check/leak.h"
#include "securepose/covering/spared_head.h"
#include "securepose/observation/upright_clip.h"

namespace securepose::pipeline {

/// Who and what is left open by wish.
struct OpenByWish {
  /// Whose head is not covered; what shows at it is no leak, unless somebody else's head is there.
  std::optional<base::PersonId> spared;
  /// Heads that are seen wholly from behind are left open, too: such a head where no face shows is
  /// no leak.
  bool faces_only = false;
};

/// What lies open in a finished video on purpose.
class OpenOnPurpose {
 public:
  /// @param clip  as it is recorded; must outlive this
  OpenOnPurpose(const OpenByWish& wish, const observation::ClipObservations& clip,
                const tracking::People& people);

  /// Takes the places that are open on purpose out of what the check found, and leaks of which
  /// nothing is left.
  void take_out_of(std::vector<check::Leak>& leaks) const;

 private:
  struct HeadFromBehind {
    std::vector<covering::HeadTrack> tracks;
    std::set<base::FrameIndex> frames;  ///< in which the head is seen wholly from behind
  };

  void take_spared_out_of(check::Leak& leak) const;
  bool is_from_behind(const check::Leak& leak) const;

  observation::UprightClip upright_;
  std::optional<covering::SparedHead> spared_;
  std::vector<HeadFromBehind> from_behind_;
};

}  // namespace securepose::pipeline
