#include "securepose/tracking/face_tracks.h"

#include <gtest/gtest.h>

#include <numeric>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using testing::observed;
using testing::observed_face;

const TrackingOptions kOptions;
const PictureSize kPicture{1280, 720};
const testing::StandingPerson kPerson{.feet = {300, 600}};

// One person with a face, and a face that walks alone.
class FaceTracksTest : public ::testing::Test {
 protected:
  FaceTracksTest() : clip(testing::empty_clip(30, 30)) {
    for (auto& frame : clip.frames) {
      frame.people.push_back(observed(kPerson));
      frame.faces.push_back(observed_face({700 + 100 * frame.time.seconds(), 200}, 40, 0.5));
      frame.faces.push_back(observed_face(kPerson, 0.9));
    }
    table = make_detection_table(clip, {}, std::vector<geometry::Point>(30), kOptions);
    Tracklet all(30);
    std::iota(all.begin(), all.end(), 0U);
    bodies.push_back(make_chain(all, table));
    faces = group_clip_faces(clip, table, kOptions.faces);
  }

  observation::ClipObservations clip;
  DetectionTable table;
  std::vector<Chain> bodies;
  ClipFaces faces;
};

TEST_F(FaceTracksTest, APersonGetsTheFaceOnTheHead) {
  assign_clip_faces(faces, clip, table, bodies, kOptions.faces);
  for (std::size_t f = 0; f < 30; ++f) {
    ASSERT_TRUE(faces.of_detection[f]);
    const FaceGroup& face = faces.groups[f][*faces.of_detection[f]];
    EXPECT_EQ(face.indices, (std::vector<std::size_t>{1}));
  }
}

TEST_F(FaceTracksTest, DroppedBodiesGetNone) {
  assign_clip_faces(faces, clip, table, {}, kOptions.faces);
  EXPECT_FALSE(faces.of_detection[0]);
  EXPECT_FALSE(faces.taken[0][0]);
}

TEST_F(FaceTracksTest, TheOtherFaceIsOneTrack) {
  assign_clip_faces(faces, clip, table, bodies, kOptions.faces);
  const LoneFaces lone = track_lone_faces(clip, table, faces, kPicture, kOptions);
  ASSERT_EQ(lone.chains.size(), 1U);
  EXPECT_EQ(lone.chains[0].detections.size(), 30U);
}

TEST_F(FaceTracksTest, TheSteadyHeadIsThePersons) {
  const auto head = steady_head(clip, table, table.detections[0]);
  ASSERT_TRUE(head);
  EXPECT_LT(geometry::distance_px(head->center, {300, 600 - 0.935 * 400}), 10);
}

}  // namespace
}  // namespace securepose::tracking
