#include "securepose/cli/check_command.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "securepose/base/counted.h"
#include "securepose/base/error.h"
#include "securepose/deidentification/finished_turn.h"
#include "securepose/pipeline/progress.h"
#include "securepose/pipeline/upright.h"

namespace securepose::cli {
namespace {

using deidentification::CheckResult;
using deidentification::Leak;
using deidentification::LeakKind;

std::string_view words_for(LeakKind kind) {
  switch (kind) {
    case LeakKind::kOpenFace:
      return "an open face";
    case LeakKind::kOpenHead:
      return "an open head where a cover ends or begins";
    case LeakKind::kLegible:
      return "a face that still shows where the picture was changed";
    case LeakKind::kEdge:
      return "a cover that ends or begins while half a head is in the picture";
    case LeakKind::kGap:
      break;
  }
  return "a cover that goes away for a moment";
}

ExitCode code_of(const CheckResult& result) {
  return result.clean() ? ExitCode::kDone : ExitCode::kNeedsReview;
}

}  // namespace

std::string check_text(const CheckResult& result) {
  std::string text = base::counted(result.frames_compared, "frame", "frames") + " compared";
  if (result.frames_unchanged > 0 && result.frames_unchanged == result.frames_compared) {
    text += "; nothing is covered in any of them";
  } else if (2 * result.frames_changed_all_over > result.frames_compared) {
    text += fmt::format(
        "; {} from the original all over, so that only faces that the networks see in {} were "
        "looked for",
        base::counted(result.frames_changed_all_over, "differs", "differ"),
        base::word_for(result.frames_changed_all_over, "it", "them"));
  }
  text += ": ";
  if (result.clean()) return text + "no open face was found.\n";
  text += base::counted(static_cast<std::int64_t>(result.leaks.size()), "open place was found.\n",
                        "open places were found.\n");
  for (const Leak& leak : result.leaks) {
    const geometry::Point at =
        leak.places.empty() ? geometry::Point{} : leak.places.front().box_px.center();
    text += fmt::format("  {:.2f} s to {:.2f} s (frames {} to {}): {} near x {:.0f}, y {:.0f}\n",
                        leak.start.seconds(), leak.end.seconds(), leak.first_frame, leak.last_frame,
                        words_for(leak.kind), at.x_px, at.y_px);
  }
  return text;
}

std::string check_json(const CheckResult& result) {
  nlohmann::ordered_json leaks = nlohmann::ordered_json::array();
  for (const Leak& leak : result.leaks) {
    nlohmann::ordered_json places = nlohmann::ordered_json::array();
    for (const Leak::Place& place : leak.places) {
      const geometry::Box& box = place.box_px;
      places.push_back(
          {{"frame", place.frame}, {"box_px", {box.x1_px, box.y1_px, box.x2_px, box.y2_px}}});
    }
    leaks.push_back({{"kind", deidentification::name_of(leak.kind)},
                     {"first_frame", leak.first_frame},
                     {"last_frame", leak.last_frame},
                     {"start_s", leak.start.seconds()},
                     {"end_s", leak.end.seconds()},
                     {"score", leak.score},
                     {"places", std::move(places)}});
  }
  const nlohmann::ordered_json json = {{"command", "check"},
                                       {"exit_code", static_cast<int>(code_of(result))},
                                       {"clean", result.clean()},
                                       {"frames_compared", result.frames_compared},
                                       {"frames_unchanged", result.frames_unchanged},
                                       {"frames_changed_all_over", result.frames_changed_all_over},
                                       {"duration_s", result.duration_s},
                                       {"leaks", std::move(leaks)}};
  return json.dump(2) + "\n";
}

ExitCode check_command(const CommandLine& line, const Console& console,
                       const base::Cancellation& cancellation) {
  if (line.operands.size() != 2) {
    throw base::Error(base::ErrorKind::kUsage,
                      "Name two videos, for instance: securepose check walk.mov deidentified.mp4");
  }
  deidentification::CheckOptions options;
  options.network.threads = static_cast<int>(line.values.integer("threads").value_or(0));
  // As a run does, which knows by how much it turns the video.
  const int turn_deg = deidentification::finished_turn_deg(line.operands[0], line.operands[1]);
  pipeline::UprightTurns upright =
      pipeline::find_upright_turns(line.operands[0], options.network, turn_deg);
  options.finished_turn_deg = turn_deg;
  options.upright_turn_deg = (turn_deg + upright.clip_deg) % 360;
  options.part_turns_deg = std::move(upright.part_deg);
  ProgressDisplay display(console.err, progress_style(line.values, console), console.columns);
  pipeline::Progress progress;
  progress.stage = pipeline::Stage::kCheck;
  const CheckResult result = deidentification::check(line.operands[0], line.operands[1], options,
                                                     cancellation, [&](base::FrameIndex frame) {
                                                       progress.done_frames = frame + 1;
                                                       display.show(progress);
                                                     });
  display.clear();
  console.out << (line.values.flag("json") ? check_json(result) : check_text(result));
  return code_of(result);
}

}  // namespace securepose::cli
