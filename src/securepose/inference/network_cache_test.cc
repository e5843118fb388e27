#include "securepose/inference/network_cache.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <openvino/opsets/opset8.hpp>

#include "securepose/inference/openvino_runtime.h"

namespace securepose::inference {
namespace {

namespace fs = std::filesystem;

/// Adds 3 to one number.
ov::CompiledModel small_network() {
  const auto input = std::make_shared<ov::opset8::Parameter>(ov::element::f32, ov::Shape{1});
  const auto three = ov::opset8::Constant::create(ov::element::f32, ov::Shape{1}, {3});
  const auto sum = std::make_shared<ov::opset8::Add>(input, three);
  const auto model = std::make_shared<ov::Model>(ov::OutputVector{sum}, ov::ParameterVector{input});
  return openvino_core().compile_model(model, "CPU", openvino_settings(Precision::kF32));
}

float run(ov::CompiledModel& model, float number) {
  ov::InferRequest request = model.create_infer_request();
  request.get_input_tensor().data<float>()[0] = number;
  request.infer();
  return request.get_output_tensor().data<float>()[0];
}

class NetworkCacheTest : public ::testing::Test {
 protected:
  NetworkCacheTest()
      : folder_(fs::temp_directory_path() /
                (std::string("network_cache_") +
                 ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
  }
  ~NetworkCacheTest() override { fs::remove_all(folder_); }

  std::optional<ov::CompiledModel> load(const std::string& key) const {
    return NetworkCache(folder_).load(key, openvino_settings(Precision::kF32));
  }
  void store(const std::string& key) const {
    ov::CompiledModel model = small_network();
    NetworkCache(folder_).store(key, model);
  }
  fs::path only_file() const {
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
    return fs::directory_iterator(folder_)->path();
  }

  fs::path folder_;
};

TEST_F(NetworkCacheTest, WhatWasStoredComputesTheSame) {
  store("a");
  auto loaded = load("a");
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(run(*loaded, 4), 7);
}

TEST_F(NetworkCacheTest, AnotherKeyIsAnotherNetwork) {
  store("a");
  EXPECT_FALSE(load("b").has_value());
}

TEST_F(NetworkCacheTest, ADamagedFileIsNotBelievedAndMadeAgain) {
  store("a");
  const fs::path file = only_file();
  for (const auto at : {0, 40, 64, 200, static_cast<int>(fs::file_size(file)) - 1}) {
    store("a");
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekg(at);
    const char byte = static_cast<char>(stream.get() ^ 1);
    stream.seekp(at);
    stream.put(byte);
    stream.close();
    EXPECT_FALSE(load("a").has_value()) << "byte " << at;
  }
  fs::resize_file(file, fs::file_size(file) / 2);
  EXPECT_FALSE(load("a").has_value());
  fs::resize_file(file, 0);
  EXPECT_FALSE(load("a").has_value());
  store("a");
  EXPECT_TRUE(load("a").has_value());
}

TEST_F(NetworkCacheTest, AFolderThatCannotBeMadeIsNoFault) {
  std::ofstream(folder_) << "a file in its place";
  store("a");
  EXPECT_FALSE(load("a").has_value());
}

TEST_F(NetworkCacheTest, WithoutAFolderNothingIsKept) {
  ov::CompiledModel model = small_network();
  NetworkCache({}).store("a", model);
  EXPECT_FALSE(NetworkCache({}).load("a", openvino_settings(Precision::kF32)).has_value());
}

TEST_F(NetworkCacheTest, TheOldestMakeRoom) {
  store("a");
  const fs::path old = folder_ / "old.network";
  std::ofstream(old) << "x";
  fs::resize_file(old, 1'000'000'000);  // takes no room on the disk
  fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(1));
  store("b");
  EXPECT_FALSE(fs::exists(old));
  EXPECT_TRUE(load("a").has_value());
  EXPECT_TRUE(load("b").has_value());
}

}  // namespace
}  // namespace securepose::inference
