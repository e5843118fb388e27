#include "securepose/base/error.h"

#include <gtest/gtest.h>

namespace securepose::base {
namespace {

TEST(Error, SaysWhatHappenedToWhichFileAndWhatToDo) {
  const Error error = Error::about_file(ErrorKind::kInput, "walk.mp4", "the file is empty",
                                        "Copy it from the camera again.");
  EXPECT_STREQ(error.what(), "walk.mp4: the file is empty. Copy it from the camera again.");
  EXPECT_EQ(error.kind(), ErrorKind::kInput);
}

TEST(Error, NeedsNoHint) {
  EXPECT_STREQ(Error::about_file(ErrorKind::kInput, "a", "b", "").what(), "a: b.");
}

}  // namespace
}  // namespace securepose::base
