#include "securepose/report/html.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::report {
namespace {

TEST(Escape, LeavesNothingThatEndsTextOrAttribute) {
  EXPECT_EQ(escape(R"(<a href="x" id='y'>&)"), "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;");
  EXPECT_EQ(escape("Zürich → 12°"), "Zürich → 12°");
  EXPECT_EQ(escape(std::string_view("a\0b", 3)),
            "a\xEF\xBF\xBD"
            "b");
}

TEST(WithoutPaths, DropsPathsOfAnySystem) {
  const std::string gone = "[path left out]";
  EXPECT_EQ(without_paths("/home/anna/Video of Max.mp4"), gone);
  EXPECT_EQ(without_paths("C:\\Users\\anna\\gait.mov"), gone);
  EXPECT_EQ(without_paths("D:/clinic/gait.mov"), gone);
  EXPECT_EQ(without_paths("\\\\server\\share\\gait.mov"), gone);
  EXPECT_EQ(without_paths("~/gait.mov"), gone);
  EXPECT_EQ(without_paths("file:///home/anna/gait.mov"), gone);
  EXPECT_EQ(without_paths("/gait.mov"), gone);
}

TEST(WithoutPaths, KeepsTheSentenceAround) {
  EXPECT_EQ(without_paths("Could not read \"/home/anna/my film.mp4\", so it was left out."),
            "Could not read \"[path left out]\", so it was left out.");
  EXPECT_EQ(without_paths("out=/data/x/y, fill=soft"), "out=[path left out], fill=soft");
}

TEST(WithoutPaths, LeavesUnitsFractionsAndAddressesOfPapersAlone) {
  for (const char* text : {"1.2 m/s", "steps /min", "left / right", "and/or", "24/7", "a 1:2 b",
                           "doi 10.1234/abc.def", "https://doi.org/10.1/x", "ratio 3 : 4", "~ 5 s"})
    EXPECT_EQ(without_paths(text), text);
}

TEST(Number, HasARealMinusAndNoNegativeZero) {
  EXPECT_EQ(number(12.345, 1), "12.3");
  EXPECT_EQ(number(-12.35, 2), "−12.35");
  EXPECT_EQ(number(-0.04, 1), "0.0");
  EXPECT_EQ(number(std::nan(""), 1), "–");
  EXPECT_EQ(number(INFINITY, 1), "–");
}

TEST(Count, GroupsFromFiveDigits) {
  EXPECT_EQ(count(0), "0");
  EXPECT_EQ(count(9999), "9999");
  EXPECT_EQ(count(1234567), "1\u202f234\u202f567");
  EXPECT_EQ(count(-12345), "−12\u202f345");
}

TEST(Counted, KnowsOne) {
  EXPECT_EQ(counted(1, "face", "faces"), "1 face");
  EXPECT_EQ(counted(0, "face", "faces"), "0 faces");
}

TEST(Readable, MakesWords) {
  EXPECT_EQ(readable("finished_video"), "Finished video");
  EXPECT_EQ(readable(""), "");
}

TEST(DefinitionAnchor, IsPlainAscii) {
  EXPECT_EQ(definition_anchor("Knee flexion"), "def-knee-flexion");
  EXPECT_EQ(definition_anchor("a <\"b\"> é"), "def-a-b-");
}

TEST(Clock, RoundsToHundredthsAndCarries) {
  EXPECT_EQ(clock(base::Timestamp::from_seconds(7.25)), "0:07.25");
  EXPECT_EQ(clock(base::Timestamp::from_seconds(59.999)), "1:00.00");
  EXPECT_EQ(clock(base::Timestamp::from_seconds(3725.5)), "62:05.50");
}

TEST(LengthText, ChangesToMinutes) {
  EXPECT_EQ(length_text(base::Timestamp::from_seconds(28.44)), "28.4 s");
  EXPECT_EQ(length_text(base::Timestamp::from_seconds(725)), "12 min 5 s");
}

}  // namespace
}  // namespace securepose::report
