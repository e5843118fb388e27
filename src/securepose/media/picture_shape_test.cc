#include "securepose/media/picture_shape.h"

#include <gtest/gtest.h>

namespace securepose::media {
namespace {

PictureShape shape(int width_px, int height_px, int turn_deg = 0) {
  return {{width_px, height_px}, {turn_deg, false}};
}

TEST(PictureShape, TurnsSwapTheSidesThatAreShown) {
  EXPECT_EQ(shape(640, 360, 90).shown(), (SizePx{360, 640}));
  EXPECT_EQ(shape(640, 360, 180).shown(), (SizePx{640, 360}));
}

TEST(PartCounter, OnlyUpendedOrTurnedPicturesBeginAPart) {
  PartCounter parts;
  EXPECT_EQ(parts.current(), 0);
  EXPECT_EQ(parts.add(shape(320, 180)), 0);
  EXPECT_EQ(parts.add(shape(1280, 720)), 0) << "a call that adapts to the network";
  EXPECT_EQ(parts.add(shape(640, 480)), 0);
  EXPECT_EQ(parts.add(shape(360, 640)), 1);
  EXPECT_EQ(parts.add(shape(640, 360, 90)), 2) << "shown upright too, but turned";
  EXPECT_EQ(parts.add(shape(640, 360, 90)), 2);
  EXPECT_EQ(parts.add(shape(640, 360)), 3);
  EXPECT_EQ(parts.current(), 3);
}

class ShapesOfPictures : public ::testing::Test {
 protected:
  PictureShape of(int width_px, int height_px, AVRational aspect) {
    picture_->width = width_px;
    picture_->height = height_px;
    picture_->sample_aspect_ratio = aspect;
    return shapes_.shape_of(*picture_);
  }

  AVStream stream_{};
  Handle<AVFrame> picture_ = new_frame();
  ShapeReader shapes_{stream_};
};

TEST_F(ShapesOfPictures, TheContainerSpeaksForThePicturesItWasWrittenFor) {
  stream_.sample_aspect_ratio = {4, 3};
  EXPECT_EQ(of(96, 64, {0, 1}).stored, (SizePx{128, 64}));
  EXPECT_EQ(of(64, 96, {0, 1}).stored, (SizePx{64, 96}));
  EXPECT_EQ(of(96, 64, {1, 1}).stored, (SizePx{128, 64}));
}

TEST_F(ShapesOfPictures, AChangeOfPixelShapeIsBelieved) {
  stream_.sample_aspect_ratio = {4, 3};
  EXPECT_EQ(of(96, 64, {4, 3}).stored, (SizePx{128, 64}));
  EXPECT_EQ(of(96, 64, {2, 1}).stored, (SizePx{192, 64}));
}

}  // namespace
}  // namespace securepose::media
