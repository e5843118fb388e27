#include "securepose/result/regions_json.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>

#include "securepose/base/error.h"

namespace securepose::result {
namespace {

covering::FrameRegions frame_at(base::FrameIndex index, base::Timestamp time = {}) {
  covering::FrameRegions frame;
  frame.frame = index;
  frame.time = time;
  return frame;
}

covering::Region region_of(const geometry::Ellipse& ellipse) {
  covering::Region region;
  region.ellipse = ellipse;
  return region;
}

covering::CoverPlan plan_of(std::vector<covering::FrameRegions> frames) {
  covering::CoverPlan plan;
  plan.frames = std::move(frames);
  return plan;
}

TEST(RegionsJson, HoldsTheDocumentedKeys) {
  auto frame = frame_at(3, base::Timestamp{100'100'000});
  auto& region = frame.regions.emplace_back(region_of({{10.5, 20.25}, 4, 5, -12.5}));
  region.person = base::PersonId{2};
  region.evidence = {"pose", "face"};
  region.certainty = 0.97;
  const auto json = nlohmann::json::parse(regions_json(plan_of({frame}), 100, 50));
  EXPECT_EQ(json, nlohmann::json::parse(R"({"frames": [{"frame": 3, "time_s": 0.1001, "regions": [
      {"person": 2, "ellipse": {"cx_px": 10.5, "cy_px": 20.25, "rx_px": 4.0, "ry_px": 5.0,
       "angle_deg": -12.5}, "evidence": ["pose", "face"], "certainty": 0.97}]}]})"));
}

TEST(RegionsJson, EveryFrameHasAnEntryAndAFaceOfNobodyHasNoPerson) {
  auto second = frame_at(1);
  second.regions.push_back(region_of({{1, 1}, 1, 1, 0}));
  const auto json = nlohmann::json::parse(regions_json(plan_of({frame_at(0), second}), 100, 50));
  ASSERT_EQ(json["frames"].size(), 2u);
  EXPECT_TRUE(json["frames"][0]["regions"].empty());
  EXPECT_TRUE(json["frames"][1]["regions"][0]["person"].is_null());
}

TEST(RegionsJson, AWhollyCoveredFrameHasAnEllipseThatHoldsItsCorners) {
  auto frame = frame_at(0);
  frame.cover_everything = true;
  const auto json = nlohmann::json::parse(regions_json(plan_of({frame}), 100, 50));
  const auto& region = json["frames"][0]["regions"][0];
  const auto& values = region["ellipse"];
  const geometry::Ellipse ellipse{{values["cx_px"], values["cy_px"]},
                                  values["rx_px"].get<double>() + 0.01,
                                  values["ry_px"].get<double>() + 0.01,
                                  values["angle_deg"]};
  EXPECT_TRUE(ellipse.contains({0, 0}));
  EXPECT_TRUE(ellipse.contains({100, 50}));
  EXPECT_EQ(region["evidence"][0], "whole");
}

TEST(RegionsJson, AnEmptyClipIsStillJson) {
  EXPECT_TRUE(nlohmann::json::parse(regions_json({}, 100, 50))["frames"].empty());
}

TEST(ReadRegionsJson, GivesBackThePlan) {
  auto first = frame_at(0, base::Timestamp{33'366'667});
  first.regions.push_back(region_of({{10.5, 20.25}, 4, 5, -12.5}));
  first.regions[0].person = base::PersonId{2};
  first.regions[0].evidence = {"pose", "face"};
  first.regions[0].certainty = 0.97;
  const geometry::Box box{10, 20, 30, 60};
  first.regions.push_back(region_of(geometry::inscribed(box).scaled(std::numbers::sqrt2)));
  first.regions[1].evidence = {"drawn"};
  first.regions[1].box_px = box;
  auto second = frame_at(1);
  second.cover_everything = true;
  const std::string text = regions_json(plan_of({first, second}), 100, 50);
  const auto file = std::filesystem::path(testing::TempDir()) / "read_regions.json";
  std::ofstream(file) << text;
  const auto plan = read_regions_json(file);
  std::filesystem::remove(file);
  EXPECT_EQ(regions_json(plan, 100, 50), text);
  ASSERT_EQ(plan.frames.size(), 2u);
  EXPECT_TRUE(plan.frames[1].cover_everything);
  EXPECT_EQ(plan.frames[0].time.ns, 33'366'667);
  ASSERT_TRUE(plan.frames[0].regions[1].box_px);
  EXPECT_NEAR(plan.frames[0].regions[1].box_px->x2_px, 30, 0.002);
  EXPECT_THROW(read_regions_json(file), base::Error);
}

}  // namespace
}  // namespace securepose::result
