#include "securepose/cli/run_binding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/base/error.h"
#include "securepose/cli/command_line.h"

namespace securepose::cli {
namespace {

using covering::FillKind;

OptionValues values_of(std::vector<std::string> arguments) {
  return parse_command_line(arguments).values;
}

TEST(RunBinding, ReadsEveryOptionOfRun) {
  const OptionValues values = values_of({"run"});
  run_options(values);
  // These are the program's own business; see run_command.cc and program.cc.
  EXPECT_THAT(values.unread(),
              testing::UnorderedElementsAre("out", "require-verified", "json", "quiet", "verbose",
                                            "profile", "help"));
}

TEST(RunBinding, ReadsEveryOptionOfKinematics) {
  const OptionValues values =
      values_of({"kinematics", "--poses", "p", "--fps", "30", "--out", "o"});
  poses_request(values);
  EXPECT_THAT(values.unread(),
              testing::UnorderedElementsAre("compare", "json", "quiet", "verbose", "help"));
}

TEST(RunBinding, TaskAndFilter) {
  const auto options =
      movement_options(values_of({"run", "--task", "rhythm", "--signal", "right_wrist", "--band-hz",
                                  "3,12", "--filter", "kalman"}));
  EXPECT_EQ(options.task.task, kinematics::Task::kRhythm);
  EXPECT_EQ(options.task.signal, "right_wrist");
  EXPECT_EQ(options.task.lowest_hz, 3);
  EXPECT_EQ(options.task.highest_hz, 12);
  EXPECT_EQ(options.smoother, kinematics::Smoother::kKalman);
  for (const char* band : {"", "3", "12,3", "0,5", "3,12,15", "a,b"})
    EXPECT_THROW(movement_options(values_of({"run", "--band-hz", band})), base::Error) << band;
}

TEST(RunBinding, DefaultsAreThoseOfTheRooms) {
  const auto options = run_options(values_of({"run"}));
  EXPECT_EQ(options.perception.pose, perception::PerceptionOptions{}.pose);
  EXPECT_EQ(options.fill.kind, covering::Fill{}.kind);
  EXPECT_EQ(options.cover.who, covering::CoverOptions{}.who);
  EXPECT_EQ(options.cover.what, covering::CoverOptions{}.what);
  EXPECT_EQ(options.encode.crf, media::EncodeOptions{}.crf);
  EXPECT_EQ(options.audio, media::AudioMode::kNone);
  EXPECT_EQ(options.movement.cutoff_hz, kinematics::MovementOptions{}.cutoff_hz);
  EXPECT_EQ(options.movement.max_gap_s, kinematics::MovementOptions{}.max_gap_s);
  EXPECT_EQ(options.movement.min_confidence, kinematics::MovementOptions{}.min_confidence);
  EXPECT_EQ(options.movement.smoother, kinematics::MovementOptions{}.smoother);
  EXPECT_TRUE(options.movement.mend_swaps);
  EXPECT_FALSE(options.patient.has_value());
  EXPECT_FALSE(options.force);
}

TEST(RunBinding, ThePatientByTraitOrPlace) {
  const auto choice = [](const char* text) {
    return *run_options(values_of({"run", "--patient", text})).patient;
  };
  EXPECT_EQ(std::get<identity::PatientTrait>(choice("moves-most")),
            identity::PatientTrait::kMovesMost);
  EXPECT_EQ(std::get<identity::LeftMostAt>(choice("left-most@2")).time_s, 2);
  EXPECT_EQ(std::get<identity::PersonAt>(choice("10,20@1.5")).point.y_px, 20);
  EXPECT_THROW(choice("nobody"), base::Error);
  EXPECT_THROW(choice("0"), base::Error);
}

TEST(RunBinding, CarriesWhatIsGiven) {
  const auto options = run_options(values_of({"run",
                                              "--pose",
                                              "lite",
                                              "--threads",
                                              "3",
                                              "--patient",
                                              "2",
                                              "--cover",
                                              "bystanders",
                                              "--region",
                                              "face",
                                              "--audio",
                                              "keep",
                                              "--crf",
                                              "30",
                                              "--force",
                                              "--rotate",
                                              "270",
                                              "--height-m",
                                              "1.2",
                                              "--treadmill",
                                              "--belt-speed-m-s",
                                              "0.8",
                                              "--keep-swaps",
                                              "--cover-box",
                                              "1,2,3,4@5-6.5",
                                              "--estimate-3d"}));
  EXPECT_EQ(options.perception.pose, pose::BlazePoseSize::kLite);
  EXPECT_EQ(options.perception.threads, 3);
  EXPECT_EQ(options.encode.threads, 3);
  EXPECT_EQ(options.patient, identity::PatientChoice{base::PersonId{2}});
  EXPECT_EQ(options.cover.who, covering::CoverWho::kBystanders);
  EXPECT_EQ(options.cover.what, covering::CoverWhat::kFace);
  EXPECT_EQ(options.audio, media::AudioMode::kKeep);
  EXPECT_EQ(options.encode.crf, 30);
  EXPECT_EQ(options.turn_deg, 270);
  EXPECT_TRUE(options.force);
  EXPECT_EQ(std::get<kinematics::PatientHeight>(options.movement.scale).height_m, 1.2);
  EXPECT_TRUE(options.movement.treadmill);
  EXPECT_EQ(options.movement.belt_speed_m_s, 0.8);
  EXPECT_FALSE(options.movement.mend_swaps);
  EXPECT_TRUE(options.movement.estimate_3d);
  ASSERT_EQ(options.cover.drawn.size(), 1u);
  EXPECT_EQ(options.cover.drawn[0].box_px, (geometry::Box{1, 2, 4, 6}));
  EXPECT_EQ(options.cover.drawn[0].end.ns, 6'500'000'000);
  EXPECT_EQ(options.parameters["pose"], "lite");
}

TEST(ParseFill, UnderstandsEveryKind) {
  EXPECT_EQ(parse_fill("soft").kind, FillKind::kSoft);
  EXPECT_EQ(parse_fill("pixelate").kind, FillKind::kPixelate);
  EXPECT_EQ(parse_fill("blur").kind, FillKind::kBlur);
  EXPECT_EQ(parse_fill("solid").kind, FillKind::kSolid);
  const auto fill = parse_fill("solid:#ff00Aa");
  EXPECT_EQ(fill.kind, FillKind::kSolid);
  EXPECT_EQ(fill.colour, (std::array<std::uint8_t, 3>{255, 0, 170}));
}

TEST(ParseFill, RefusesAnythingElse) {
  for (const char* text : {"", "hard", "solid:", "solid:#12345", "solid:#1234567", "solid:#gg0000",
                           "solid:ff00ff00", "soft:#ff00ff", "solid:#+1+1+1", "solid:#-1-1-1"})
    EXPECT_THROW(parse_fill(text), base::Error) << text;
}

TEST(ParseDrawnBox, RefusesWhatIsNoBox) {
  for (const char* text : {"", "1,2,3,4", "1,2,3@0-1", "1,2,0,4@0-1", "1,2,3,-4@0-1", "1,2,3,4@2-1",
                           "1,2,3,4@0-1x", "a,2,3,4@0-1", "nan,2,3,4@0-1"})
    EXPECT_THROW(parse_drawn_box(text), base::Error) << text;
}

TEST(ParseSlowMotion, TakesAFactorOrAWord) {
  using Kind = kinematics::SlowMotionRequest::Kind;
  EXPECT_EQ(parse_slow_motion("auto").kind, Kind::kAuto);
  EXPECT_EQ(parse_slow_motion("off").kind, Kind::kOff);
  EXPECT_EQ(parse_slow_motion("8").kind, Kind::kFactor);
  EXPECT_EQ(parse_slow_motion("8").factor, 8);
  EXPECT_EQ(parse_slow_motion("0.5").factor, 0.5);
  for (const char* text : {"0", "-4", "41", "0.02", "4x", "slow", "", "nan"})
    EXPECT_THROW(parse_slow_motion(text), base::Error) << text;
}

TEST(ParseKnownDistance, TakesTwoPointsAndALength) {
  const auto known = parse_known_distance("1,2,3.5,4,2.5");
  EXPECT_EQ(known.from, (geometry::Point{1, 2}));
  EXPECT_EQ(known.to, (geometry::Point{3.5, 4}));
  EXPECT_EQ(known.length_m, 2.5);
  for (const char* text : {"", "1,2,3,4", "1,2,3,4,0", "1,2,1,2,3", "1,2,3,4,5m", "1,2,3,4=5"})
    EXPECT_THROW(parse_known_distance(text), base::Error) << text;
}

TEST(RunBinding, RefusesTwoScales) {
  EXPECT_THROW(
      movement_options(values_of({"run", "--height-m", "1.5", "--scale-m-per-px", "0.01"})),
      base::Error);
}

TEST(RunBinding, KinematicsNeedsPosesAndRate) {
  EXPECT_THROW(poses_request(values_of({"kinematics", "--fps", "30"})), base::Error);
  EXPECT_THROW(poses_request(values_of({"kinematics", "--poses", "p"})), base::Error);
}

}  // namespace
}  // namespace securepose::cli
