#include "securepose/cli/profile_text.h"

#include <gtest/gtest.h>

namespace securepose::cli {
namespace {

TEST(ProfileText, TellsStagesNetworksAndWhatIsLeft) {
  const std::string text = profile_text(
      {{"analyze", 3, 6, {{"centerface", {1, 3, 544, 960}, inference::Precision::kBf16, 100, 4.5}}},
       {"render", 1, 2, {}}},
      100);
  EXPECT_EQ(text,
            "stage, network                                   runs    time s    core s  ms/frame   "
            " share\n"
            "analyze                                                    3.00      6.00      60.0   "
            "75.0 %\n"
            "  centerface 1x3x544x960 bf16                     100                4.50      45.0   "
            "56.2 %\n"
            "  other than networks                                                1.50      15.0   "
            "18.8 %\n"
            "render                                                     1.00      2.00      20.0   "
            "25.0 %\n"
            "all                                                        4.00      8.00      80.0  "
            "100.0 %\n");
}

TEST(ProfileText, NothingDoneIsNoDivisionByZero) {
  EXPECT_NE(profile_text({}, 0).find("all"), std::string::npos);
}

}  // namespace
}  // namespace securepose::cli
