#pragma once

#include "securepose/deidentification/head_visits.h"

namespace securepose::deidentification {

/// A network that sees half a body at the picture's edge puts the other half inside, too: points of
/// a head there err inward, and are made less certain.
void widen_at_edge(const tracking::ClipObservations& clip, HeadEvidence& evidence);

/// Leaves out, at both ends of a visit, points of a head that stay at the picture's edge while the
/// head, as fast as it was, went over it: they lie on the shoulder that trails behind. The head is
/// held on to instead, at its speed. Faces are kept, and so is who lingers at the edge.
void drop_points_left_at_edge(const tracking::ClipObservations& clip, HeadVisit& visit);

}  // namespace securepose::deidentification
