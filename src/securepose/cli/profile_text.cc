#include "securepose/cli/profile_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace securepose::cli {
namespace {

class Table {
 public:
  Table(double all_core_s, std::int64_t frames)
      : all_core_s_(std::max(all_core_s, 1e-9)),
        frames_(static_cast<double>(std::max<std::int64_t>(frames, 1))) {
    text_ = fmt::format("{:<44}{:>9}{:>10}{:>10}{:>10}{:>9}\n", "stage, network", "runs", "time s",
                        "core s", "ms/frame", "share");
  }

  void row(const std::string& name, const std::string& runs, const std::string& time_s,
           double core_s) {
    text_ += fmt::format("{:<44}{:>9}{:>10}{:>10.2f}{:>10.1f}{:>7.1f} %\n", name, runs, time_s,
                         core_s, 1000 * core_s / frames_, 100 * core_s / all_core_s_);
  }
  const std::string& text() const { return text_; }

 private:
  double all_core_s_;
  double frames_;
  std::string text_;
};

}  // namespace

std::string profile_text(const std::vector<result::StageFigures>& stages, std::int64_t frames) {
  double time_s = 0;
  double core_s = 0;
  for (const result::StageFigures& stage : stages) {
    time_s += stage.time_s;
    core_s += stage.core_s;
  }
  Table table(core_s, frames);
  for (const result::StageFigures& stage : stages) {
    table.row(stage.stage, "", fmt::format("{:.2f}", stage.time_s), stage.core_s);
    double rest_core_s = stage.core_s;
    for (const inference::NetworkWork& work : stage.networks) {
      table.row(fmt::format("  {} {} {}", work.id, fmt::join(work.input_shape, "x"),
                            inference::name_of(work.precision)),
                std::to_string(work.runs), "", work.core_s);
      rest_core_s -= work.core_s;
    }
    if (!stage.networks.empty()) table.row("  other than networks", "", "", rest_core_s);
  }
  table.row("all", "", fmt::format("{:.2f}", time_s), core_s);
  return table.text();
}

}  // namespace securepose::cli
