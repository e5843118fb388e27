#include "securepose/tracking/tracklet_split.h"

#include <gtest/gtest.h>

#include <numeric>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using testing::observed;

const TrackingOptions kOptions;

struct Piece {
  observation::ClipObservations clip;
  DetectionTable table;
  Tracklet tracklet;
};

template <class PersonAt>
void fill(Piece& piece, std::size_t frames, const PersonAt& person_at) {
  piece.clip = testing::empty_clip(frames, 30);
  for (std::size_t k = 0; k < frames; ++k) piece.clip.frames[k].people.push_back(person_at(k));
  piece.table =
      make_detection_table(piece.clip, {}, std::vector<geometry::Point>(frames), kOptions);
  piece.tracklet.resize(frames);
  std::iota(piece.tracklet.begin(), piece.tracklet.end(), 0U);
}

TEST(SplitAtChanges, KeepsOnePerson) {
  Piece piece;
  fill(piece, 90, [](std::size_t) { return observed({.feet = {300, 600}}); });
  EXPECT_EQ(split_at_changes(piece.tracklet, piece.table, 1, kOptions).size(), 1U);
}

TEST(SplitAtChanges, SplitsWhereTheClothingChanges) {
  Piece piece;
  fill(piece, 90, [](std::size_t k) {
    return observed({.feet = {300, 600}, .colour = k < 41 ? 2U : 9U});
  });
  const auto parts = split_at_changes(piece.tracklet, piece.table, 1, kOptions);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].size(), 41U);
}

TEST(SplitAtChanges, SplitsTwice) {
  Piece piece;
  fill(piece, 120, [](std::size_t k) {
    return observed({.feet = {300, 600}, .colour = k < 40 ? 2U : k < 80 ? 9U : 15U});
  });
  EXPECT_EQ(split_at_changes(piece.tracklet, piece.table, 1, kOptions).size(), 3U);
}

TEST(SplitAtChanges, AStrangerForOneFrameIsNoChange) {
  Piece piece;
  fill(piece, 90, [](std::size_t k) {
    return observed({.feet = {300, 600}, .colour = k == 40 ? 9U : 2U});
  });
  EXPECT_EQ(split_at_changes(piece.tracklet, piece.table, 1, kOptions).size(), 1U);
}

TEST(SplitAtChanges, SplitsWhereLandmarksEnd) {
  Piece piece;
  fill(piece, 60, [](std::size_t k) {
    auto person = observed({.feet = {300, 600}});
    if (k >= 30) person.landmarks.reset();
    if (k >= 30) person.appearance.clear();
    return person;
  });
  EXPECT_EQ(split_at_changes(piece.tracklet, piece.table, 1, kOptions).size(), 2U);
}

}  // namespace
}  // namespace securepose::tracking
