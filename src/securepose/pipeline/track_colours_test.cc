#include "securepose/pipeline/track_colours.h"

#include <gtest/gtest.h>

namespace securepose::pipeline {
namespace {

using observation::MeanColour;

observation::FrameObservations frame_with(std::optional<MeanColour> head, MeanColour face) {
  observation::FrameObservations frame;
  frame.people.emplace_back().head_colour = head;
  frame.faces.emplace_back().colour = face;
  return frame;
}

tracking::PersonSample sample(base::FrameIndex frame, std::vector<std::size_t> faces) {
  tracking::PersonSample made;
  made.frame = frame;
  made.person_index = 0;
  made.face_indices = std::move(faces);
  return made;
}

tracking::People one_person(std::vector<tracking::PersonSample> samples) {
  tracking::People people;
  auto& person = people.people.emplace_back();
  person.id = {1};
  person.samples = std::move(samples);
  return people;
}

TEST(TrackColours, AreTheMeanOfTheHeadOverTheTrack) {
  observation::ClipObservations clip;
  clip.frames = {frame_with(MeanColour{10, 20, 30}, {200, 200, 200}),
                 frame_with(MeanColour{20, 40, 31}, {200, 200, 200})};
  const auto colours = track_colours(clip, one_person({sample(0, {0}), sample(1, {0})}));
  ASSERT_EQ(colours.size(), 1u);
  EXPECT_EQ(colours.at({1}), (std::array<std::uint8_t, 3>{15, 30, 31}));
}

TEST(TrackColours, FallBackToTheFace) {
  observation::ClipObservations clip;
  clip.frames = {frame_with(std::nullopt, {200, 100, 300})};
  const auto colours = track_colours(clip, one_person({sample(0, {0})}));
  EXPECT_EQ(colours.at({1}), (std::array<std::uint8_t, 3>{200, 100, 255}));
}

TEST(TrackColours, AreMissingForAPersonWhoseHeadWasNeverSeen) {
  observation::ClipObservations clip;
  clip.frames = {frame_with(std::nullopt, {})};
  EXPECT_TRUE(track_colours(clip, one_person({sample(0, {})})).empty());
}

}  // namespace
}  // namespace securepose::pipeline
