#include "securepose/result/stage_figures.h"

#include <gtest/gtest.h>

#include <thread>

namespace securepose::result {
namespace {

TEST(StageMeter, TellsWhatCameSinceItWasMade) {
  inference::count_run("stage-meter", {1, 2}, inference::Precision::kF32, 4);
  const StageMeter meter;
  inference::count_run("stage-meter", {1, 2}, inference::Precision::kF32, 0.5);
  const StageFigures figures = meter.figures("analyze");
  EXPECT_EQ(figures.stage, "analyze");
  ASSERT_EQ(figures.networks.size(), 1);
  EXPECT_EQ(figures.networks[0].runs, 1);
  EXPECT_DOUBLE_EQ(figures.networks[0].core_s, 0.5);
}

TEST(StageMeter, WaitingTakesTimeButNoProcessor) {
  const StageMeter meter;
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
  const StageFigures figures = meter.figures("check");
  EXPECT_GE(figures.time_s, 0.06);
  EXPECT_GE(figures.core_s, 0);
  EXPECT_LT(figures.core_s, figures.time_s);
}

TEST(StageMeter, WorkInAnyThreadIsProcessorTime) {
  const StageMeter meter;
  std::thread([] {
    double sum = 0;
    while (clock() < 0 || sum < 3e7) sum += 1;
  }).join();
  EXPECT_GT(meter.figures("render").core_s, 0);
}

}  // namespace
}  // namespace securepose::result
