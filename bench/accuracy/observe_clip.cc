// Runs the networks over a video and stores what they saw, nothing else: for replay_regions.
//
//   observe_clip VIDEO JOURNAL

#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "securepose/pipeline/analysis.h"

int main(int argc, char** argv) try {
  namespace pipeline = securepose::pipeline;
  if (argc != 3) {
    fmt::print(stderr, "usage: observe_clip VIDEO JOURNAL\n");
    return 2;
  }
  pipeline::AnalysisRequest request;
  request.video = argv[1];
  request.journal_file = argv[2];
  request.key = "bench";
  pipeline::analyze(request, securepose::perception::network_perceiver({}), {}, {});
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "observe_clip: {}\n", error.what());
  return 1;
}
