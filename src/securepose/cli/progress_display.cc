#include "securepose/cli/progress_display.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "securepose/base/counted.h"

namespace securepose::cli {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

constexpr duration<double> kBetweenBars{0.1};
constexpr duration<double> kBetweenLines{5.0};
/// Before this, a rate says little.
constexpr double kFirstRate_s = 1.0;
constexpr std::size_t kBarCells = 24;

std::optional<double> share_done(const ProgressFigures& figures) {
  if (!figures.expected_frames || *figures.expected_frames <= 0) return std::nullopt;
  // The header's count may be too small; a stage that goes on is not done.
  return std::min(1.0, static_cast<double>(figures.done_frames) /
                           static_cast<double>(*figures.expected_frames));
}

}  // namespace

std::string name_of(pipeline::Stage stage) {
  switch (stage) {
    case pipeline::Stage::kRead:
      return "read";
    case pipeline::Stage::kAnalyze:
      return "analyze";
    case pipeline::Stage::kTrack:
      return "track";
    case pipeline::Stage::kCover:
      return "cover";
    case pipeline::Stage::kRender:
      return "render";
    case pipeline::Stage::kCheck:
      return "check";
    case pipeline::Stage::kMeasure:
      return "measure";
    case pipeline::Stage::kReport:
      return "report";
  }
  return {};
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds)));
  if (whole >= 3600)
    return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string progress_bar(const ProgressFigures& figures, std::size_t columns) {
  std::string text = fmt::format("{:<12}", figures.stage);
  if (const auto share = share_done(figures)) {
    const auto full = static_cast<std::size_t>(*share * kBarCells);
    text += fmt::format("[{}{}] {:>3.0f} %  {}/{} frames", std::string(full, '#'),
                        std::string(kBarCells - full, '-'), std::floor(*share * 100),
                        figures.done_frames, *figures.expected_frames);
  } else if (figures.done_frames > 0) {
    text += base::counted(figures.done_frames, "frame", "frames");
  }
  if (figures.frames_per_s) text += fmt::format("  {:.1f} frames/s", *figures.frames_per_s);
  if (figures.left_s) text += fmt::format("  {} left", duration_text(*figures.left_s));
  if (text.size() > columns) text.resize(columns);
  return text;
}

std::string progress_line(const ProgressFigures& figures) {
  std::string text = figures.stage;
  if (const auto share = share_done(figures))
    text += fmt::format(": {:.0f} %, {} of {} frames", std::floor(*share * 100),
                        figures.done_frames, *figures.expected_frames);
  else if (figures.done_frames > 0)
    text += ": " + base::counted(figures.done_frames, "frame", "frames");
  if (figures.frames_per_s) text += fmt::format(", {:.1f} frames/s", *figures.frames_per_s);
  if (figures.left_s) text += fmt::format(", {} left", duration_text(*figures.left_s));
  return text;
}

ProgressDisplay::ProgressDisplay(std::ostream& out, ProgressStyle style, std::size_t columns,
                                 Clock clock)
    : out_(out), style_(style), columns_(columns), clock_(std::move(clock)) {}

ProgressDisplay::~ProgressDisplay() { clear(); }

bool ProgressDisplay::is_due(const pipeline::Progress& progress, steady_clock::time_point now) {
  if (stage_ != progress.stage || progress.done_frames == 0) {
    const bool new_stage = stage_ != progress.stage;
    stage_ = progress.stage;
    stage_start_ = now;
    if (!new_stage) return false;
    // Short stages would only flicker; a bar shows them, lines don't.
    if (style_ == ProgressStyle::kLines) last_shown_ = now;
    return style_ == ProgressStyle::kBar;
  }
  const duration<double> between = style_ == ProgressStyle::kBar ? kBetweenBars : kBetweenLines;
  return !last_shown_ || now - *last_shown_ >= between;
}

ProgressFigures ProgressDisplay::figures(const pipeline::Progress& progress,
                                         steady_clock::time_point now) {
  ProgressFigures figures;
  figures.stage = (prefix_.empty() ? "" : prefix_ + " ") + name_of(progress.stage);
  figures.done_frames = progress.done_frames;
  figures.expected_frames = progress.expected_frames;
  const double taken_s = duration<double>(now - stage_start_).count();
  const std::int64_t own =
      progress.done_frames - std::min(progress.done_frames, progress.resumed_frames);
  if (own > 0 && taken_s >= kFirstRate_s) {
    figures.frames_per_s = static_cast<double>(own) / taken_s;
    if (progress.expected_frames && *progress.expected_frames >= progress.done_frames)
      figures.left_s = static_cast<double>(*progress.expected_frames - progress.done_frames) /
                       *figures.frames_per_s;
  }
  return figures;
}

void ProgressDisplay::show(const pipeline::Progress& progress) {
  if (style_ == ProgressStyle::kNone) return;
  const auto now = clock_();
  if (!is_due(progress, now)) return;
  last_shown_ = now;
  if (style_ == ProgressStyle::kLines) {
    out_ << progress_line(figures(progress, now)) << std::endl;
    return;
  }
  out_ << '\r' << progress_bar(figures(progress, now), columns_ - 1) << "\033[K" << std::flush;
  bar_visible_ = true;
}

void ProgressDisplay::clear() {
  if (!bar_visible_) return;
  out_ << "\r\033[K" << std::flush;
  bar_visible_ = false;
}

void ProgressDisplay::say(const std::string& sentence) {
  clear();
  out_ << sentence << std::endl;
}

}  // namespace securepose::cli
