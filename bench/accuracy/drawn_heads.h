#pragma once

#include <filesystem>
#include <vector>

#include "securepose/observation/observations.h"
#include "securepose/testing/tracking_metrics.h"
#include "securepose/tracking/people.h"

namespace securepose::bench {

/// Drawn heads with the persons' letters and what association found at their places, in the drawn
/// frames of one clip only, one after the other.
struct DrawnIdentities {
  std::vector<base::FrameIndex> frames;
  testing::IdentifiedFrames truth;
  testing::IdentifiedFrames found;
};

/// Compares people with faces drawn by hand. A person's head is found if its centre lies within the
/// drawn box enlarged 1.6 times, best matches first taken over the frame as a whole; it then has
/// the drawn box, so that only detection and association are measured, not how exactly a head is
/// placed. Printed faces are ignored, and so are boxes without a letter.
/// @param drawn_faces  the clip's JSON file: {"frames": {"12": [{"box", "kind", "person"}]}}
/// @throws base::Error if the file cannot be read
DrawnIdentities drawn_identities(const std::filesystem::path& drawn_faces,
                                 const observation::ClipObservations& clip,
                                 const tracking::People& people);

}  // namespace securepose::bench
