#pragma once

#include <optional>
#include <vector>

#include "securepose/detection/person_detection.h"

namespace securepose::detection {

/// Object keypoint similarity (OKS) of two people in one picture, 0 to 1: how near the same points
/// lie to each other, measured by the size of the person and by how exactly people can mark each
/// point (COCO's keypoint evaluation). Only points that both saw count; nothing if there are none.
std::optional<double> keypoint_similarity(const PersonDetection& a, const PersonDetection& b);

/// Of people who are the same one, the best stays. Boxes tell less than points: one look may see
/// the whole person and another one only the upper half, and two people may stand in one box.
/// @return best first
std::vector<PersonDetection> without_repetitions(std::vector<PersonDetection> people,
                                                 double same_similarity);

}  // namespace securepose::detection
