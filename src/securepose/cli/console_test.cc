#include "securepose/cli/console.h"

#include <gtest/gtest.h>

#include <sstream>

namespace securepose::cli {
namespace {

TEST(JsonText, SurvivesNamesThatAreNotUtf8) {
  EXPECT_EQ(json_text({{"video", "a\xff.mp4"}}), "{\n  \"video\": \"a\xef\xbf\xbd.mp4\"\n}\n");
}

TEST(ProgressStyle, FollowsTheTerminalUnlessQuiet) {
  std::ostringstream stream;
  const Console terminal{stream, stream, true, 80};
  const Console file{stream, stream, false, 80};
  OptionValues values(kRun);
  EXPECT_EQ(progress_style(values, terminal), ProgressStyle::kBar);
  EXPECT_EQ(progress_style(values, file), ProgressStyle::kLines);
  values.set(*find_option("quiet"), {"true"}, "--quiet");
  EXPECT_EQ(progress_style(values, terminal), ProgressStyle::kNone);
}

}  // namespace
}  // namespace securepose::cli
