#pragma once

#include <optional>
#include <set>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/covering/regions.h"
#include "securepose/tracking/people.h"

namespace securepose::covering {

/// Who is covered.
enum class CoverWho { kEveryone, kBystanders };
/// How much of a person is covered.
enum class CoverWhat {
  kHead,  ///< the whole head, from every side
  kFace,  ///< the head, but not while it is seen wholly from behind
};

/// A box drawn by hand that stays where it is, from the command line.
struct DrawnBox {
  geometry::Box box_px;
  base::Timestamp start;
  base::Timestamp end;
};

struct CoverOptions {
  CoverWho who = CoverWho::kEveryone;
  CoverWhat what = CoverWhat::kHead;
  /// Left uncovered with CoverWho::kBystanders; needed then.
  std::optional<base::PersonId> patient = std::nullopt;
  std::vector<DrawnBox> drawn = {};
};

/// Decides what is covered in every frame of a clip, from all evidence in both directions of time.
/// Decides in the picture in which people stand upright; the plan is in the recorded picture. Who
/// is left open is left open wherever nobody else's head is, see SparedHead.
CoverPlan plan_cover(const observation::ClipObservations& clip, const tracking::People& people,
                     const CoverOptions& options);

}  // namespace securepose::covering
