#include "securepose/cli/run_command.h"

#include <fmt/format.h>

#include <algorithm>

#include "securepose/base/counted.h"
#include "securepose/base/error.h"
#include "securepose/cli/profile_text.h"
#include "securepose/cli/run_binding.h"
#include "securepose/pipeline/input_videos.h"

namespace securepose::cli {
namespace {

using pipeline::VideoEnd;
using pipeline::VideoOutcome;

bool failed(const VideoOutcome& outcome) { return outcome.end == VideoEnd::kFailed; }

bool needs_review(const VideoOutcome& outcome) {
  return !failed(outcome) && !outcome.clip.review_reasons.empty();
}

std::string_view name_of(VideoEnd end) {
  switch (end) {
    case VideoEnd::kDone:
      return "done";
    case VideoEnd::kAlreadyDone:
      return "already_done";
    case VideoEnd::kDuplicate:
      return "duplicate";
    case VideoEnd::kFailed:
      return "failed";
  }
  return {};
}

}  // namespace

std::string summary_of(const VideoOutcome& outcome) {
  const std::string where =
      fmt::format("{} -> {}", outcome.video.string(), outcome.folder.string());
  switch (outcome.end) {
    case VideoEnd::kFailed:
      return outcome.error;
    case VideoEnd::kDuplicate:
      return fmt::format("{}: the same content as a video before it.", where);
    case VideoEnd::kAlreadyDone:
      return fmt::format("{}: was done before with the same options.", where);
    case VideoEnd::kDone:
      break;
  }
  const std::string state =
      outcome.clip.review_reasons.empty()
          ? "verified."
          : fmt::format("needs review. {}", fmt::join(outcome.clip.review_reasons, " "));
  return fmt::format("{}: {}, {}, {}", where, base::counted(outcome.clip.frames, "frame", "frames"),
                     base::counted(outcome.clip.people, "person", "people"), state);
}

namespace {

void print_summary(const std::vector<VideoOutcome>& outcomes, bool quiet, const Console& console) {
  for (const VideoOutcome& outcome : outcomes) {
    if (failed(outcome) || !quiet) console.err << summary_of(outcome) << '\n';
  }
  const auto failures = std::count_if(outcomes.begin(), outcomes.end(), failed);
  if (failures > 0 && outcomes.size() > 1)
    console.err << fmt::format("{} of {} videos failed.\n", failures, outcomes.size());
}

pipeline::InputVideos input_videos(const CommandLine& line) {
  if (line.operands.empty())
    throw base::Error(base::ErrorKind::kUsage,
                      "No video was named. For instance: securepose run walk.mp4 --out results");
  if (line.values.text("out").empty())
    throw base::Error(base::ErrorKind::kUsage,
                      "--out is missing: name the folder for the result, for instance --out "
                      "results.");
  return pipeline::find_input_videos(line.operands, line.values.text("out"));
}

}  // namespace

ExitCode exit_code_of(const std::vector<VideoOutcome>& outcomes, bool require_verified) {
  if (std::any_of(outcomes.begin(), outcomes.end(), failed)) {
    const bool only_usage = std::all_of(outcomes.begin(), outcomes.end(), [](const auto& outcome) {
      return !failed(outcome) || outcome.error_kind == base::ErrorKind::kUsage;
    });
    return only_usage ? ExitCode::kUsage : ExitCode::kFailed;
  }
  if (require_verified && std::any_of(outcomes.begin(), outcomes.end(), needs_review))
    return ExitCode::kNeedsReview;
  return ExitCode::kDone;
}

nlohmann::ordered_json outcome_json(const std::vector<VideoOutcome>& outcomes, ExitCode code) {
  auto videos = nlohmann::ordered_json::array();
  for (const VideoOutcome& outcome : outcomes) {
    nlohmann::ordered_json entry = {{"video", outcome.video.string()},
                                    {"end", name_of(outcome.end)}};
    if (failed(outcome)) {
      entry["error"] = outcome.error;
    } else {
      entry["folder"] = outcome.folder.string();
    }
    if (outcome.end == VideoEnd::kDone || outcome.end == VideoEnd::kAlreadyDone) {
      const pipeline::ClipOutcome& clip = outcome.clip;
      entry["state"] = clip.review_reasons.empty() ? "verified" : "needs_review";
      entry["review_reasons"] = clip.review_reasons;
      entry["frames"] = clip.frames;
      entry["people"] = clip.people;
      entry["doubtful_moments"] = clip.doubtful_moments;
      entry["warnings"] = clip.warnings;
    }
    videos.push_back(std::move(entry));
  }
  return {{"command", "run"}, {"exit_code", static_cast<int>(code)}, {"videos", videos}};
}

ExitCode run_command(const CommandLine& line, const Console& console,
                     const base::Cancellation& cancellation,
                     const EnvironmentFactory& environment) {
  const OptionValues& values = line.values;
  const bool quiet = values.flag("quiet");
  const bool verbose = values.flag("verbose") && !quiet;
  const pipeline::RunOptions options = run_options(values);
  const pipeline::InputVideos input = input_videos(line);

  ProgressDisplay display(console.err, progress_style(values, console), console.columns);
  pipeline::Listener listener;
  listener.progress = [&](const pipeline::Progress& progress) { display.show(progress); };
  listener.warn = [&](const std::string& sentence) { display.say("Warning: " + sentence); };
  if (verbose) listener.note = [&](const std::string& sentence) { display.say(sentence); };
  const auto begins = [&](std::size_t index, std::size_t count, const auto& video) {
    if (count > 1) display.set_prefix(fmt::format("{}/{}", index + 1, count));
    if (verbose) display.say("Reading " + video.string());
  };
  const auto outcomes =
      pipeline::run_videos(input, values.text("out"), options, environment(options.perception),
                           cancellation, listener, begins);
  display.clear();

  const ExitCode code = exit_code_of(outcomes, values.flag("require-verified"));
  print_summary(outcomes, quiet, console);
  if (values.flag("profile")) {
    for (const VideoOutcome& outcome : outcomes)
      if (outcome.end == VideoEnd::kDone)
        console.err << profile_text(outcome.clip.stages, outcome.clip.frames);
  }
  if (values.flag("json")) console.out << json_text(outcome_json(outcomes, code));
  return code;
}

}  // namespace securepose::cli
