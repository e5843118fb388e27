#include "securepose/tracking/face_continuity.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using testing::observed;
using testing::observed_face;

const TrackingOptions kOptions;

// A person whose body is lost in frames 12 to 19 and has another look after that; the face is seen
// in all frames but those from `face_lost` on, before 20.
std::size_t bodies_left(double score, std::size_t face_lost, double moved_px = 0,
                        const std::vector<base::FrameIndex>& cuts = {}) {
  observation::ClipObservations clip = testing::empty_clip(40, 30);
  for (std::size_t k = 0; k < 40; ++k) {
    const bool later = k >= 20;
    const testing::StandingPerson person{.feet = {600 + (later ? moved_px : 0), 600},
                                         .colour = later ? 9U : 2U};
    if (k < 12 || later) clip.frames[k].people.push_back(observed(person));
    if (k < face_lost || later) clip.frames[k].faces.push_back(observed_face(person, score));
  }
  const auto table = make_detection_table(clip, cuts, std::vector<geometry::Point>(40), kOptions);
  Tracklet before;
  Tracklet after;
  for (std::uint32_t k = 0; k < table.detections.size(); ++k)
    (table.detections[k].frame < 20 ? before : after).push_back(k);
  std::vector<Chain> bodies{make_chain(before, table), make_chain(after, table)};
  ClipFaces faces = group_clip_faces(clip, table, kOptions.faces);
  assign_clip_faces(faces, clip, table, bodies, kOptions.faces);
  join_by_faces(bodies, faces, table, clip, {1280, 720}, kOptions);
  return bodies.size();
}

TEST(JoinByFaces, OneFaceThatGoesOnIsOnePerson) { EXPECT_EQ(bodies_left(0.8, 20), 1U); }

TEST(JoinByFaces, WeakFacesJoinNobody) { EXPECT_EQ(bodies_left(0.2, 20), 2U); }

TEST(JoinByFaces, AFaceThatIsLostTooJoinsNobody) { EXPECT_EQ(bodies_left(0.8, 10), 2U); }

TEST(JoinByFaces, AFaceElsewhereIsAnothers) { EXPECT_EQ(bodies_left(0.8, 20, 300), 2U); }

TEST(JoinByFaces, NotAcrossACut) { EXPECT_EQ(bodies_left(0.8, 20, 0, {16}), 2U); }

}  // namespace
}  // namespace securepose::tracking
