#include "securepose/pipeline/finished_video.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/base/error.h"
#include "securepose/pipeline/analysis.h"
#include "securepose/testing/fake_perceiver.h"

namespace securepose::pipeline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FinishedVideoTest : public ::testing::Test {
 protected:
  FinishedVideoTest() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    testing::write_test_video(video_, 20);
    clip_ = analyze({video_, folder_ / "journal", "key"},
                    testing::fake_perceiver(std::make_shared<testing::FakePerceiverLog>()), {}, {})
                .load();
  }
  ~FinishedVideoTest() override { std::filesystem::remove_all(folder_); }

  FinishedVideo inspect() const {
    return inspect_finished_video(video_, clip_, false, wanted_, {}, {});
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) /
      ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::filesystem::path video_ = folder_ / "video.mp4";
  observation::ClipObservations clip_;
  PicturesWanted wanted_{{2, 7, 12, 17}, {7, 9}, {{9, {{10, 10, 40, 40}}}}};
};

TEST_F(FinishedVideoTest, HasNoFaultIfAllIsAsItWas) {
  const auto finished = inspect();
  EXPECT_THAT(finished.faults, ElementsAre());
  ASSERT_EQ(finished.pictures.size(), 5u);
  EXPECT_EQ(finished.pictures.begin()->first, 2);
  EXPECT_EQ(finished.pictures.at(9).frame, 9);
  EXPECT_EQ(finished.pictures.at(2).bytes.substr(0, 2), "\xff\xd8");  // JPEG
}

TEST_F(FinishedVideoTest, MissingFramesAreAFault) {
  clip_.frames.push_back(clip_.frames.back());
  EXPECT_THAT(inspect().faults, ElementsAre(HasSubstr("has 20 frames, the source has 21")));
}

TEST_F(FinishedVideoTest, AnotherTimeIsAFault) {
  clip_.frames[7].time.ns += 2'000'000;
  EXPECT_THAT(inspect().faults,
              ElementsAre(HasSubstr("1 frame of the finished video has another")));
}

TEST_F(FinishedVideoTest, AnotherSizeIsAFault) {
  clip_.width_px += 2;
  EXPECT_THAT(inspect().faults, ElementsAre(HasSubstr("96 x 64 pixels, the source 98 x 64")));
}

TEST_F(FinishedVideoTest, AnOddSideThatBecameEvenIsNoFault) {
  clip_.width_px -= 1;
  clip_.height_px -= 1;
  EXPECT_THAT(inspect().faults, ElementsAre());
}

TEST_F(FinishedVideoTest, CanBeStopped) {
  base::Cancellation cancellation;
  cancellation.request();
  EXPECT_THROW(inspect_finished_video(video_, clip_, false, wanted_, cancellation, {}),
               base::Error);
}

}  // namespace
}  // namespace securepose::pipeline
