#include "securepose/check/face_gallery.h"

#include <gtest/gtest.h>

namespace securepose::check {
namespace {

TEST(FaceGallery, TellsTheNearestOfItsFaces) {
  FaceGallery gallery;
  EXPECT_FALSE(gallery.resemblance({{1, 0}}));
  gallery.add({{1, 0}});
  gallery.add({{0, 1}});
  EXPECT_NEAR(gallery.resemblance({{0.6F, 0.8F}}).value(), 0.8, 1e-6);
}

TEST(FaceGallery, KeepsEachFaceOnce) {
  FaceGallery gallery;
  gallery.add({{1, 0}});
  gallery.add({{0.9F, 0.436F}});
  EXPECT_EQ(gallery.size(), 1u);
}

}  // namespace
}  // namespace securepose::check
