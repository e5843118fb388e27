#include "securepose/inference/network.h"

#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <future>

#include "securepose/base/error.h"
#include "securepose/inference/network_work.h"

namespace securepose::inference {
namespace {

using ::testing::HasSubstr;

NetworkSpec blazeface() {
  return {.id = "blazeface-full-range",
          .input = {.name = "input", .shape = {1, 192, 192, 3}},
          .outputs = {{.name = "reshaped_classifier_face_4", .shape = {1, 2304, 1}},
                      {.name = "reshaped_regressor_face_4", .shape = {1, 2304, 16}}}};
}

NetworkSpec centerface() {
  return {.id = "centerface",
          .input = {.name = "input.1", .shape = {-1, 3, -1, -1}},
          .outputs = {{.name = "537", .shape = {-1, 1, -1, -1}}}};
}

std::string message_of(const NetworkSpec& spec) {
  try {
    const Network network(spec, {});
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kEnvironment);
    return error.what();
  }
  return "no error";
}

TEST(Network, OutputsComeInTheOrderAskedFor) {
  Network network(blazeface(), {});
  const std::vector<float> input(192 * 192 * 3, 0.1F);
  const std::array<std::int64_t, 4> shape{1, 192, 192, 3};
  const auto outputs = network.run(input, shape);
  ASSERT_EQ(outputs.size(), 2);
  EXPECT_EQ(outputs[0].size(), 2304);
  EXPECT_EQ(outputs[1].size(), 2304 * 16);
  EXPECT_EQ(network.output_shape(1), (std::vector<std::int64_t>{1, 2304, 16}));
}

TEST(Network, EmptyNamesTakeTheOutputsInTheirOwnOrder) {
  NetworkSpec spec = blazeface();
  spec.outputs = {{.name = {}, .shape = {1, 2304, 16}}, {.name = {}, .shape = {1, 2304, 1}}};
  Network network(spec, {});
  const std::vector<float> input(192 * 192 * 3, 0);
  const std::array<std::int64_t, 4> shape{1, 192, 192, 3};
  EXPECT_EQ(network.run(input, shape)[0].size(), 2304 * 16);
}

std::vector<float> run_once(Precision precision) {
  Network network(blazeface(), {.precision = precision});
  std::vector<float> input(192 * 192 * 3);
  for (std::size_t i = 0; i < input.size(); ++i)
    input[i] = static_cast<float>(std::sin(0.01 * static_cast<double>(i)));
  const std::array<std::int64_t, 4> shape{1, 192, 192, 3};
  const auto scores = network.run(input, shape).front();
  return {scores.begin(), scores.end()};
}

TEST(Network, SameInputGivesSameBits) {
  EXPECT_EQ(run_once(Precision::kF32), run_once(Precision::kF32));
}

TEST(Network, SameInputGivesSameBitsInSeveralThreads) {
  const auto alone = run_once(Precision::kF32);
  auto other = std::async(std::launch::async, [] { return run_once(Precision::kF32); });
  EXPECT_EQ(run_once(Precision::kF32), alone);
  EXPECT_EQ(other.get(), alone);
}

TEST(Network, Bf16IsNearF32) {
  const auto f32 = run_once(Precision::kF32);
  const auto bf16 = run_once(Precision::kBf16);
  // Elsewhere OpenVINO may imitate it or compute in 32 bits.
  if (has_bf16(this_processor())) {
    EXPECT_NE(f32, bf16);
  }
  // Logits of -20 to 5.
  EXPECT_THAT(bf16, ::testing::Pointwise(::testing::FloatNear(0.5F), f32));
}

TEST(Network, EachRunIsCounted) {
  const auto before = network_work();
  run_once(Precision::kF32);
  run_once(Precision::kF32);
  const auto work = work_between(before, network_work());
  ASSERT_EQ(work.size(), 1);
  EXPECT_EQ(work[0].id, "blazeface-full-range");
  EXPECT_EQ(work[0].input_shape, (std::vector<std::int64_t>{1, 192, 192, 3}));
  EXPECT_EQ(work[0].runs, 2);
  EXPECT_GT(work[0].core_s, 0);
}

TEST(Network, ShapesMayAlternateWithoutBeingMixedUp) {
  Network network(centerface(), {});
  // More shapes than are kept, so that some are compiled twice.
  for (int round = 0; round < 2; ++round) {
    for (const std::int64_t side : {32, 64, 96, 128}) {
      const std::vector<float> input(static_cast<std::size_t>(3 * side * side), 100);
      const std::array<std::int64_t, 4> shape{1, 3, side, side};
      const auto heat = network.run(input, shape).front();
      EXPECT_EQ(heat.size(), static_cast<std::size_t>(side * side / 16));
      EXPECT_EQ(network.output_shape(0), (std::vector<std::int64_t>{1, 1, side / 4, side / 4}));
    }
  }
}

TEST(Network, IsAmongThoseThatWereLoaded) {
  const std::size_t before = loaded_networks().size();
  const Network network(blazeface(), {});
  message_of({.id = "nonet", .input = {}, .outputs = {}});
  const auto loaded = loaded_networks();
  ASSERT_EQ(loaded.size(), before + 1);
  EXPECT_EQ(loaded.back(), "blazeface-full-range");
}

TEST(Network, UnknownIdIsNamed) {
  EXPECT_THAT(message_of({.id = "nonet", .input = {}, .outputs = {}}), HasSubstr("\"nonet\""));
}

TEST(Network, WrongInputShapeIsSaid) {
  NetworkSpec spec = blazeface();
  spec.input.shape = {1, 128, 128, 3};
  EXPECT_THAT(message_of(spec), HasSubstr("[1, 192, 192, 3] instead of [1, 128, 128, 3]"));
}

TEST(Network, WrongOutputShapeIsSaid) {
  NetworkSpec spec = blazeface();
  spec.outputs[0].shape = {1, 896, 1};
  EXPECT_THAT(message_of(spec), HasSubstr("\"reshaped_classifier_face_4\""));
}

TEST(Network, WrongTypeIsSaid) {
  NetworkSpec spec = blazeface();
  spec.input.integer = true;
  EXPECT_THAT(message_of(spec), HasSubstr("instead of int32"));
}

TEST(Network, MissingTensorIsNamed) {
  NetworkSpec spec = blazeface();
  spec.outputs[1].name = "boxes";
  EXPECT_THAT(message_of(spec), HasSubstr("\"boxes\""));
}

TEST(Network, WrongAmountOfInputIsTheCallersFault) {
  Network network(blazeface(), {});
  const std::vector<float> input(5);
  const std::array<std::int64_t, 4> shape{1, 192, 192, 3};
  EXPECT_THROW(network.run(input, shape), std::logic_error);
  const std::array<std::int64_t, 4> other{1, 64, 64, 3};
  EXPECT_THROW(network.run(input, other), std::logic_error);
}

}  // namespace
}  // namespace securepose::inference
