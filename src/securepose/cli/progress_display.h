#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <ostream>
#include <string>

#include "securepose/pipeline/progress.h"

namespace securepose::cli {

/// What is known of a stage at one moment.
struct ProgressFigures {
  std::string stage;  ///< "analyze", ...
  std::int64_t done_frames = 0;
  std::optional<std::int64_t> expected_frames;
  std::optional<double> frames_per_s;  ///< of this run's own work
  std::optional<double> left_s;
};

/// "analyze [######----------]  38 %  88/230 frames  4.2 frames/s  0:34 left", cut to `columns`.
std::string progress_bar(const ProgressFigures& figures, std::size_t columns);

/// "analyze: 38 %, 88 of 230 frames, 4.2 frames/s, 0:34 left".
std::string progress_line(const ProgressFigures& figures);

/// 75 is "1:15", 3675 is "1:01:15".
std::string duration_text(double seconds);

/// "analyze", "track", ...
std::string name_of(pipeline::Stage stage);

/// How progress is shown.
enum class ProgressStyle {
  kNone,
  kLines,  ///< a plain line every few seconds
  kBar,    ///< one line that is drawn again and again, for terminals
};

/// Shows how far a run has come, on standard error.
class ProgressDisplay {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  ProgressDisplay(std::ostream& out, ProgressStyle style, std::size_t columns,
                  Clock clock = &std::chrono::steady_clock::now);
  ~ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

  /// Goes in front of the stage's name: "2/5", or nothing.
  void set_prefix(const std::string& prefix) { prefix_ = prefix; }
  void show(const pipeline::Progress& progress);
  /// A sentence of its own, above the bar.
  void say(const std::string& sentence);
  /// Takes the bar away.
  void clear();

 private:
  ProgressFigures figures(const pipeline::Progress& progress,
                          std::chrono::steady_clock::time_point now);
  bool is_due(const pipeline::Progress& progress, std::chrono::steady_clock::time_point now);

  std::ostream& out_;
  const ProgressStyle style_;
  const std::size_t columns_;
  const Clock clock_;
  std::string prefix_;
  std::optional<pipeline::Stage> stage_;
  std::chrono::steady_clock::time_point stage_start_;
  std::optional<std::chrono::steady_clock::time_point> last_shown_;
  bool bar_visible_ = false;
};

}  // namespace securepose::cli
