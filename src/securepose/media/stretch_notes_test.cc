#include "securepose/media/stretch_notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::media {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(StretchNotes, OneSentenceForEachRun) {
  StretchNotes notes;
  notes.add(true, 0.0);
  notes.add(false, 0.04);
  notes.add(true, 0.08);
  notes.add(false, 0.12);
  notes.add(false, 0.16);
  EXPECT_THAT(notes.take(),
              ElementsAre("1 frame at 0.040 s could not be decoded and is covered whole."));
  notes.finish();
  EXPECT_THAT(
      notes.take(),
      ElementsAre("2 frames from 0.120 s to 0.160 s could not be decoded and are covered whole."));
  EXPECT_THAT(notes.take(), IsEmpty());
}

TEST(StretchNotes, NothingToSayAboutAGoodVideo) {
  StretchNotes notes;
  notes.add(true, 0);
  notes.finish();
  EXPECT_THAT(notes.take(), IsEmpty());
}

}  // namespace
}  // namespace securepose::media
