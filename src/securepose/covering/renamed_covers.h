#pragma once

#include "securepose/covering/regions.h"

namespace securepose::covering {

/// The covers that a video shows, with the numbers of corrected people: each cover gets the person
/// of the cover in `corrected` that lies on it best in the same frame, or nobody if none does.
/// Which numbers the covers had before makes no difference; no cover is added, moved or left out.
/// @param shown  what the video was rendered from
/// @param corrected  the plan of the corrected people
CoverPlan renamed_covers(CoverPlan shown, const CoverPlan& corrected);

}  // namespace securepose::covering
