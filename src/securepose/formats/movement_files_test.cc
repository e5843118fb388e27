#include "securepose/formats/movement_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <locale>
#include <sstream>

#include "securepose/base/error.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::formats {
namespace {

namespace fs = std::filesystem;

std::vector<std::vector<std::string>> table_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string>& row = rows.emplace_back();
    std::size_t begin = 0;
    while (true) {
      const std::size_t comma = line.find(',', begin);
      row.push_back(line.substr(begin, comma - begin));
      if (comma == std::string::npos) break;
      begin = comma + 1;
    }
  }
  return rows;
}

kinematics::MovementResult small_result() {
  kinematics::MovementResult result;
  result.angles.frames = {0, 1};
  result.angles.times = {base::Timestamp{0}, base::Timestamp::from_seconds(0.0333334)};
  result.angles.columns = {{"right_knee_flexion_deg", {12.3456, std::nullopt}, {false, false}, ""},
                           {"trunk_lean_deg", {-0.5, 1.0}, {false, true}, ""}};
  result.events = {{.side = kinematics::Side::kRight,
                    .kind = kinematics::GaitEventKind::kFinalContact,
                    .time = base::Timestamp::from_seconds(0.0271),
                    .frame = 1,
                    .certainty = 0.875,
                    .pass = 0}};
  return result;
}

TEST(AnglesCsv, HasOneRowPerFrameAndEmptyCellsForWhatIsMissing) {
  EXPECT_EQ(angles_csv(small_result()),
            "frame,time_s,right_knee_flexion_deg,trunk_lean_deg,interpolated,movement_time_s\n"
            "0,0.000000,12.346,-0.500,0,0.000000\n"
            "1,0.033333,,1.000,1,0.033333\n");
}

TEST(EventsCsv, HasTimesBelowTheFrame) {
  EXPECT_EQ(events_csv(small_result()),
            "frame,time_s,side,event,certainty,pass,movement_time_s\n"
            "1,0.027100,right,final_contact,0.88,1,0.027100\n");
}

TEST(MovementFiles, OfAWalkAreWholeTables) {
  const auto walk = testing::synthetic_walk({}, 1);
  kinematics::MovementOptions options;
  options.scale = kinematics::PatientHeight{1.7};
  const auto result = kinematics::measure(walk.series, options);
  for (const std::string& csv : {angles_csv(result), events_csv(result), strides_csv(result)}) {
    const auto rows = table_of(csv);
    ASSERT_GT(rows.size(), 4U);
    for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
    EXPECT_EQ(csv.find("nan"), std::string::npos);
    EXPECT_EQ(csv.find("inf"), std::string::npos);
  }
  EXPECT_EQ(table_of(angles_csv(result)).size(), walk.series.samples.size() + 1);
  EXPECT_EQ(table_of(strides_csv(result)).size(), result.gait.strides.size() + 1);
}

class MovementFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("securepose_movement_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

TEST_F(MovementFolder, IsMadeAndFilled) {
  write_movement_files(small_result(), folder_ / "deep" / "er");
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "deep" / "er")) {
    ++files;
    EXPECT_GT(fs::file_size(entry.path()), 20U);
  }
  EXPECT_EQ(files, 5U);
}

TEST_F(MovementFolder, TheSameBytesAreWrittenWhereNumbersHaveACommaAndDots) {
  struct German : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  const auto walk = testing::synthetic_walk({.disturbance = {.noise_px = 2}}, 5);
  const auto all = [](const kinematics::MovementResult& result) {
    return angles_csv(result) + events_csv(result) + strides_csv(result) + gait_json(result);
  };
  const std::string written = all(kinematics::measure(walk.series, {}));
  const std::locale before = std::locale::global({std::locale(), new German});
  const std::string german = all(kinematics::measure(walk.series, {}));
  std::locale::global(before);
  EXPECT_EQ(german, written);
}

TEST_F(MovementFolder, AFileInTheWayIsAnError) {
  fs::create_directories(folder_);
  std::ofstream(folder_ / "taken") << "x";
  EXPECT_THROW(write_movement_files(small_result(), folder_ / "taken"), base::Error);
}

}  // namespace
}  // namespace securepose::formats
