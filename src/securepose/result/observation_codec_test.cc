#include "securepose/result/observation_codec.h"

#include <gtest/gtest.h>

#include "securepose/testing/observation_examples.h"

namespace securepose::result {
namespace {

std::string bytes_of(const observation::FrameObservations& frame) {
  ByteWriter writer;
  encode_observations(frame, writer);
  return writer.bytes();
}

observation::FrameObservations read(const std::string& bytes) {
  ByteReader reader(bytes);
  auto frame = decode_observations(reader);
  EXPECT_TRUE(reader.at_end());
  return frame;
}

TEST(ObservationCodec, KeepsEveryField) {
  // Values in the example are exact in single precision and all different, so a swapped, dropped or
  // doubled field changes something.
  const auto frame = testing::example_observations(7);
  const auto back = read(bytes_of(frame));
  EXPECT_EQ(back.frame, frame.frame);
  EXPECT_EQ(back.pts_ticks, frame.pts_ticks);
  EXPECT_EQ(back.time.ns, frame.time.ns);
  EXPECT_EQ(back.readable, frame.readable);
  ASSERT_EQ(back.people.size(), 2u);
  const auto& person = back.people[0];
  EXPECT_EQ(person.box_px, frame.people[0].box_px);
  EXPECT_EQ(person.score, frame.people[0].score);
  ASSERT_TRUE(person.movenet && person.landmarks && person.head_colour);
  EXPECT_EQ(person.movenet->box_px, frame.people[0].movenet->box_px);
  EXPECT_EQ(person.movenet->score, frame.people[0].movenet->score);
  for (std::size_t i = 0; i < person.movenet->keypoints.size(); ++i) {
    EXPECT_EQ(person.movenet->keypoints[i].point, frame.people[0].movenet->keypoints[i].point);
    EXPECT_EQ(person.movenet->keypoints[i].score, frame.people[0].movenet->keypoints[i].score);
  }
  EXPECT_EQ(person.appearance, frame.people[0].appearance);
  EXPECT_EQ(*person.head_colour, *frame.people[0].head_colour);
  EXPECT_FALSE(back.people[1].movenet || back.people[1].landmarks || back.people[1].head_colour);
  ASSERT_EQ(back.faces.size(), 1u);
  EXPECT_EQ(back.faces[0].detection.box_px, frame.faces[0].detection.box_px);
  EXPECT_EQ(back.faces[0].detection.source, frame.faces[0].detection.source);
  EXPECT_EQ(back.faces[0].detection.points.mouth, frame.faces[0].detection.points.mouth);
  EXPECT_EQ(back.faces[0].detection.points.left_eye, frame.faces[0].detection.points.left_eye);
  EXPECT_EQ(back.faces[0].colour, frame.faces[0].colour);
  ASSERT_TRUE(back.change);
  EXPECT_EQ(back.change->shift_y_px, frame.change->shift_y_px);
  EXPECT_EQ(back.change->shift_certainty, frame.change->shift_certainty);
  ASSERT_TRUE(back.camera);
  EXPECT_EQ(back.camera->state, frame.camera->state);
  EXPECT_EQ(back.camera->shift_px, frame.camera->shift_px);
}

TEST(ObservationCodec, KeepsLandmarks) {
  const auto frame = testing::example_observations(3);
  const auto back = read(bytes_of(frame));
  const auto& expected = *frame.people[0].landmarks;
  const auto& got = *back.people[0].landmarks;
  for (std::size_t i = 0; i < pose::kBlazePoseLandmarks; ++i) {
    EXPECT_EQ(got.landmarks[i].point, expected.landmarks[i].point);
    EXPECT_EQ(got.landmarks[i].z_px, expected.landmarks[i].z_px);
    EXPECT_EQ(got.landmarks[i].visibility, expected.landmarks[i].visibility);
    EXPECT_EQ(got.landmarks[i].presence, expected.landmarks[i].presence);
    EXPECT_EQ(got.world[i].x_m, expected.world[i].x_m);
    EXPECT_EQ(got.world[i].y_m, expected.world[i].y_m);
    EXPECT_EQ(got.world[i].z_m, expected.world[i].z_m);
  }
  EXPECT_EQ(got.presence, expected.presence);
  EXPECT_EQ(got.square.side_px, expected.square.side_px);
  EXPECT_EQ(got.next_square.angle_deg, expected.next_square.angle_deg);
}

TEST(ObservationCodec, WritingWhatWasReadGivesTheSameBytes) {
  const std::string bytes = bytes_of(testing::example_observations(1));
  EXPECT_EQ(bytes_of(read(bytes)), bytes);
}

TEST(ObservationCodec, AnEmptyUnreadableFrameIsSmall) {
  observation::FrameObservations frame;
  frame.readable = false;
  const std::string bytes = bytes_of(frame);
  EXPECT_LT(bytes.size(), 40u);
  EXPECT_FALSE(read(bytes).readable);
}

TEST(ObservationCodec, ReadsWhatAVersionWithoutCameraWrote) {
  auto frame = testing::example_observations(5);
  frame.camera.reset();
  std::string bytes = bytes_of(frame);
  bytes.pop_back();  // that there is no camera
  ByteReader reader(bytes);
  const auto back = decode_observations(reader, 1);
  EXPECT_TRUE(reader.at_end());
  EXPECT_EQ(back.change->shift_certainty, frame.change->shift_certainty);
  EXPECT_FALSE(back.camera);
}

TEST(ObservationCodec, ACameraStateThatDoesNotExistIsRefused) {
  std::string bytes = bytes_of(testing::example_observations(5));
  bytes[bytes.size() - 9] = 3;  // before the shift's two numbers
  ByteReader reader(bytes);
  EXPECT_THROW(decode_observations(reader), ByteReader::Malformed);
}

TEST(ObservationCodec, EveryTruncationIsNoticed) {
  const std::string bytes = bytes_of(testing::example_observations(2));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ByteReader reader(std::string_view(bytes).substr(0, size));
    EXPECT_THROW(decode_observations(reader), ByteReader::Malformed) << size;
  }
}

TEST(ObservationCodec, AnAbsurdCountIsRefusedBeforeMemoryIsTaken) {
  ByteWriter writer;
  writer.integer<std::int64_t>(0);
  writer.integer<std::int64_t>(0);
  writer.integer<std::int64_t>(0);
  writer.integer<std::uint8_t>(1);
  writer.integer<std::uint32_t>(0xffffffff);  // people
  ByteReader reader(writer.bytes());
  EXPECT_THROW(decode_observations(reader), ByteReader::Malformed);
}

TEST(ObservationCodec, MorePeopleThanTheBytesCanHoldAreRefused) {
  ByteWriter writer;
  writer.integer<std::int64_t>(0);
  writer.integer<std::int64_t>(0);
  writer.integer<std::int64_t>(0);
  writer.integer<std::uint8_t>(1);
  writer.integer<std::uint32_t>(100'000);  // people, of some kilobytes each in memory
  const std::string bytes = writer.bytes() + std::string(400'000, '\0');
  ByteReader reader(bytes);
  EXPECT_THROW(decode_observations(reader), ByteReader::Malformed);
}

}  // namespace
}  // namespace securepose::result
