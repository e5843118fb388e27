#pragma once

#include <cstddef>
#include <vector>

#include "securepose/tracking/chain.h"
#include "securepose/tracking/faces.h"
#include "securepose/tracking/linking.h"

namespace securepose::tracking {

/// All faces of a clip and whose they are.
struct ClipFaces {
  std::vector<std::vector<FaceGroup>> groups;  ///< per frame
  /// Per sighting of the people's table its face: the position among the frame's groups.
  std::vector<std::optional<std::size_t>> of_sighting;
};

/// Groups the faces of all frames and gives them to the people observed in their frame.
ClipFaces assign_clip_faces(const ClipObservations& clip, const SightingTable& people,
                            const FaceOptions& options);

/// The faces that nobody observed in their frame could claim, joined over time like people.
struct LoneFaces {
  SightingTable table;  ///< Sighting::index is the position among the frame's groups
  std::vector<Chain> chains;
};
LoneFaces track_lone_faces(const ClipObservations& clip, const SightingTable& people,
                           const ClipFaces& faces, PictureSize picture,
                           const TrackingOptions& options);

/// For each chain of lone faces the chain of a person whose head was there shortly before or after
/// while the person was not observed; nothing if there is no such person.
std::vector<std::optional<std::size_t>> owners_of(const LoneFaces& faces,
                                                  const std::vector<Chain>& people,
                                                  const SightingTable& table,
                                                  const ClipObservations& clip,
                                                  const FaceOptions& options);

/// Where a face without a body mostly lies.
enum class FaceSurroundings { kFree, kBeforeBody, kBesideHead };
FaceSurroundings surroundings_of(const Chain& face, const SightingTable& lone,
                                 const SightingTable& people, const ClipObservations& clip);

}  // namespace securepose::tracking
