#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "securepose/check/check_detectors.h"
#include "securepose/perception/frame_observer.h"
#include "securepose/pipeline/run_options.h"

namespace securepose::pipeline {
namespace {

std::set<std::string> ids_of(const std::vector<inference::ModelEntry>& entries) {
  std::set<std::string> ids;
  for (const auto& entry : entries) ids.insert(entry.id);
  return ids;
}

std::set<std::string> loaded_since(std::size_t before) {
  const auto loaded = inference::loaded_networks();
  return {loaded.begin() + static_cast<std::ptrdiff_t>(before), loaded.end()};
}

TEST(InstalledEnvironment, NamesExactlyTheNetworksThatPerceptionLoads) {
  const perception::PerceptionOptions options{.pose = pose::BlazePoseSize::kLite};
  const std::size_t before = inference::loaded_networks().size();
  const perception::FrameGlancer glancer(options.face_precision);
  const perception::FrameObserver observer(options);
  EXPECT_EQ(ids_of(installed_environment(options).networks), loaded_since(before));
}

TEST(InstalledEnvironment, NamesExactlyTheNetworksThatTheCheckLoads) {
  const std::size_t before = inference::loaded_networks().size();
  const auto detectors = check::network_detectors(inference::Precision::kF32, 1);
  EXPECT_EQ(ids_of(installed_environment({}).check_networks), loaded_since(before));
}

TEST(NetworksOfRun, NamesEachOnceAndThoseOfTheCheckIfThereIsOne) {
  RunEnvironment environment = installed_environment({});
  const auto all = networks_of_run(environment);
  EXPECT_EQ(all.size(), ids_of(all).size());
  EXPECT_TRUE(ids_of(all).contains("faceres"));
  EXPECT_TRUE(ids_of(all).contains("blazepose-heavy"));
  EXPECT_FALSE(ids_of(all).contains("blazepose-lite"));
  environment.check_faces = nullptr;
  EXPECT_FALSE(ids_of(networks_of_run(environment)).contains("faceres"));
}

}  // namespace
}  // namespace securepose::pipeline
