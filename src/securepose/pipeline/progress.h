#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace securepose::pipeline {

/// What a run is doing.
enum class Stage { kRead, kAnalyze, kTrack, kCover, kRender, kCheck, kMeasure, kReport };

/// How far a stage has come. Frames are given for the stages that go through the video.
struct Progress {
  Stage stage = Stage::kRead;
  std::int64_t done_frames = 0;
  /// As far as the container's header can be trusted.
  std::optional<std::int64_t> expected_frames;
  /// Frames of `done_frames` that an earlier, interrupted run had already done.
  std::int64_t resumed_frames = 0;
};

/// Is told of progress and of what the user should know at once. Called from the thread that runs
/// the pipeline.
struct Listener {
  std::function<void(const Progress&)> progress = [](const Progress&) {};
  /// A sentence that the user should see even if nothing fails.
  std::function<void(const std::string&)> warn = [](const std::string&) {};
  /// A sentence for those who want to know more.
  std::function<void(const std::string&)> note = [](const std::string&) {};
};

}  // namespace securepose::pipeline
