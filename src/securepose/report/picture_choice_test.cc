#include "securepose/report/picture_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CoveredPicture jpeg(std::size_t bytes) {
  return {"\xFF\xD8\xFF" + std::string(bytes - 3, 'x'), 0, {}, ""};
}

TEST(ChoosePictures, TakesAllWithinTheBudget) {
  Deidentification cover;
  cover.contact_sheet.assign(3, jpeg(100));
  EXPECT_THAT(choose_pictures(cover, {300, 0}).contact_sheet, ElementsAre(0, 1, 2));
}

TEST(ChoosePictures, ThinsEvenlyBeyondTheBudget) {
  Deidentification cover;
  cover.contact_sheet.assign(11, jpeg(100));
  EXPECT_THAT(choose_pictures(cover, {300, 0}).contact_sheet, ElementsAre(0, 5, 10));
  EXPECT_THAT(choose_pictures(cover, {99, 0}).contact_sheet, IsEmpty());
}

TEST(ChoosePictures, LeavesOutWhatIsNoPicture) {
  Deidentification cover;
  cover.contact_sheet = {jpeg(100), {"<svg/>", 0, {}, ""}, jpeg(100)};
  EXPECT_THAT(choose_pictures(cover, {}).contact_sheet, ElementsAre(0, 2));
}

TEST(ChoosePictures, KeepsTheFirstDoubtfulMomentsThatFit) {
  Deidentification cover;
  cover.doubtful.resize(4);
  cover.doubtful[0].picture = jpeg(100);
  cover.doubtful[2].picture = jpeg(150);
  cover.doubtful[3].picture = jpeg(90);
  EXPECT_THAT(choose_pictures(cover, {0, 200}).doubtful, ElementsAre(true, false, false, true));
}

}  // namespace
}  // namespace securepose::report
