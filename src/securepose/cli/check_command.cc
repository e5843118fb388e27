#include "securepose/cli/check_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "securepose/base/counted.h"
#include "securepose/base/error.h"
#include "securepose/cli/run_binding.h"
#include "securepose/pairing/finished_placement.h"
#include "securepose/perception/upright.h"
#include "securepose/pipeline/progress.h"

namespace securepose::cli {
namespace {

using check::CheckResult;
using check::Leak;
using check::LeakKind;

std::string_view words_for(LeakKind kind) {
  switch (kind) {
    case LeakKind::kOpenFace:
      return "an open face";
    case LeakKind::kOpenHead:
      return "a head, from any side, where a cover ends or begins";
    case LeakKind::kLegible:
      return "a face that can still be recognised where the picture was changed";
    case LeakKind::kEdge:
      return "a cover that ends or begins while half a head is in the picture";
    case LeakKind::kGap:
      break;
  }
  return "a cover that goes away for a moment";
}

bool is_face(const Leak& leak) {
  return leak.kind == LeakKind::kOpenFace || leak.kind == LeakKind::kLegible;
}

std::string line_of(const Leak& leak) {
  const geometry::Point at =
      leak.places.empty() ? geometry::Point{} : leak.places.front().box_px.center();
  return fmt::format("  {:.2f} s to {:.2f} s (frames {} to {}): {} near x {:.0f}, y {:.0f}\n",
                     leak.start.seconds(), leak.end.seconds(), leak.first_frame, leak.last_frame,
                     words_for(leak.kind), at.x_px, at.y_px);
}

std::string list_of(const std::vector<Leak>& leaks, bool faces) {
  std::string lines;
  for (const Leak& leak : leaks) {
    if (is_face(leak) == faces) lines += line_of(leak);
  }
  return lines;
}

std::string found_text(const CheckResult& result) {
  const auto faces =
      static_cast<std::int64_t>(std::count_if(result.leaks.begin(), result.leaks.end(), is_face));
  const auto others = static_cast<std::int64_t>(result.leaks.size()) - faces;
  std::string text = faces == 0
                         ? "no open face was seen.\n"
                         : base::counted(faces, "place with a face", "places with a face") + ":\n";
  text += list_of(result.leaks, true);
  if (others == 0) return text;
  text += base::counted(others, "other place, where no face was seen",
                        "other places, where no face was seen");
  text +=
      " (heads seen from any side, and covers that go away, at the picture's edge or for a "
      "moment; look at them if heads are to be covered from all sides):\n";
  return text + list_of(result.leaks, false);
}

/// In what the finished video is not the original frame by frame and pixel by pixel.
std::string version_text(const check::CheckedVersion& version) {
  std::string text;
  if (!version.same_size())
    text += fmt::format("The finished video has {}x{} px, the original {}x{} px: {}.\n",
                        version.width_px, version.height_px, version.original_width_px,
                        version.original_height_px,
                        version.scaled ? "its pictures were compared at the original's size"
                                       : "it was padded or cut");
  if (version.matched_by_content)
    text += fmt::format(
        "Its frames have other times than the original's, or another number; they were matched by "
        "what they show. {} of the original {} not in it, {} the same as the one before.\n",
        base::counted(version.frames_left_out, "frame", "frames"),
        version.frames_left_out == 1 ? "is" : "are",
        base::counted(version.frames_repeated, "of its frames shows", "of its frames show"));
  return text;
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
  text += result.clean() ? "no open face was found.\n" : found_text(result);
  return text + version_text(result.version);
}

namespace {

nlohmann::ordered_json version_json(const check::CheckedVersion& version) {
  return {{"width_px", version.width_px},
          {"height_px", version.height_px},
          {"original_width_px", version.original_width_px},
          {"original_height_px", version.original_height_px},
          {"scaled", version.scaled},
          {"frames_matched_by", version.matched_by_content ? "content" : "number"},
          {"original_frames_left_out", version.frames_left_out},
          {"frames_repeated", version.frames_repeated}};
}

}  // namespace

std::string check_json(const CheckResult& result) {
  nlohmann::ordered_json leaks = nlohmann::ordered_json::array();
  for (const Leak& leak : result.leaks) {
    nlohmann::ordered_json places = nlohmann::ordered_json::array();
    for (const Leak::Place& place : leak.places) {
      const geometry::Box& box = place.box_px;
      places.push_back(
          {{"frame", place.frame}, {"box_px", {box.x1_px, box.y1_px, box.x2_px, box.y2_px}}});
    }
    leaks.push_back({{"kind", check::name_of(leak.kind)},
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
                                       {"version", version_json(result.version)},
                                       {"leaks", std::move(leaks)}};
  return json.dump(2) + "\n";
}

ExitCode check_command(const CommandLine& line, const Console& console,
                       const base::Cancellation& cancellation) {
  if (line.operands.size() != 2) {
    throw base::Error(base::ErrorKind::kUsage,
                      "Name two videos, for instance: securepose check walk.mov deidentified.mp4");
  }
  check::CheckOptions options;
  options.threads = static_cast<int>(line.values.integer("threads").value_or(0));
  options.face_precision = face_precision(line.values);
  // As a run does, which knows by how much it turns the video.
  const int turn_deg =
      pairing::finished_placement(line.operands[0], line.operands[1], std::nullopt).turn_deg;
  perception::UprightTurns upright = perception::find_upright_turns(line.operands[0], turn_deg);
  options.upright_turn_deg = (turn_deg + upright.clip_deg) % 360;
  options.part_turns_deg = std::move(upright.part_deg);
  ProgressDisplay display(console.err, progress_style(line.values, console), console.columns);
  pipeline::Progress progress;
  progress.stage = pipeline::Stage::kCheck;
  const CheckResult result = check::check(line.operands[0], line.operands[1], options, cancellation,
                                          [&](base::FrameIndex frame) {
                                            progress.done_frames = frame + 1;
                                            display.show(progress);
                                          });
  display.clear();
  console.out << (line.values.flag("json") ? check_json(result) : check_text(result));
  return code_of(result);
}

}  // namespace securepose::cli
