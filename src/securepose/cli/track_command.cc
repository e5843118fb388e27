#include "securepose/cli/track_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "securepose/base/counted.h"
#include "securepose/base/error.h"
#include "securepose/cli/nearest_name.h"
#include "securepose/cli/track_binding.h"
#include "securepose/cli/track_show.h"
#include "securepose/result/edit_list.h"

namespace securepose::cli {
namespace {

namespace fs = std::filesystem;

nlohmann::ordered_json edit_json(const fs::path& folder, const pipeline::EditOutcome& outcome) {
  const pipeline::ClipOutcome& clip = outcome.clip;
  nlohmann::ordered_json json = {
      {"command", "track edit"},
      {"exit_code", 0},
      {"folder", folder.string()},
      {"edits", result::edits_json(outcome.edits)},
      {"people", clip.people},
      {"patient", nullptr},
      {"rendered", outcome.rendered},
      {"video_is_stale", outcome.video_is_stale},
      {"state", clip.review_reasons.empty() ? "verified" : "needs_review"},
      {"review_reasons", clip.review_reasons},
      {"doubtful_moments", clip.doubtful_moments},
      {"warnings", clip.warnings}};
  if (outcome.patient) json["patient"] = outcome.patient->value;
  return json;
}

std::string list_text(const std::vector<tracking::AppliedEdit>& edits) {
  if (edits.empty()) return "No corrections.\n";
  std::string text;
  for (std::size_t i = 0; i < edits.size(); ++i)
    text += fmt::format("{}. {}\n", i + 1, result::sentence_for(edits[i]));
  return text;
}

std::string summary_of(const fs::path& folder, const pipeline::EditOutcome& outcome) {
  const auto& reasons = outcome.clip.review_reasons;
  return fmt::format("{}: {}, {}, {}\n", folder.string(),
                     base::counted(outcome.clip.people, "person", "people"),
                     outcome.patient ? fmt::format("patient {}", outcome.patient->value)
                                     : std::string("no patient"),
                     reasons.empty() ? std::string("verified.")
                                     : fmt::format("needs review. {}", fmt::join(reasons, " ")));
}

ExitCode list_edits(const CommandLine& line, const fs::path& folder,
                    const pipeline::RunOptions& options, const Console& console) {
  const auto edits = pipeline::applied_edits(folder, options.tracking);
  if (line.values.flag("json"))
    console.out << json_text({{"command", "track edit"},
                              {"exit_code", 0},
                              {"folder", folder.string()},
                              {"edits", result::edits_json(edits)}});
  else
    console.out << list_text(edits);
  return ExitCode::kDone;
}

pipeline::EditRequest request_of(const CommandLine& line, const fs::path& folder) {
  pipeline::EditRequest request;
  request.folder = folder;
  request.undo = line.values.flag("undo");
  request.edits = requested_edits(line);
  const auto originals = line.values.texts("original");
  if (originals.size() > 1)
    throw base::Error(base::ErrorKind::kUsage,
                      "--original: a result has one source video, so name one.");
  if (!originals.empty()) request.original = originals.front();
  return request;
}

ExitCode edit(const CommandLine& line, const fs::path& folder, const Console& console,
              const base::Cancellation& cancellation, const EnvironmentFactory& environment) {
  pipeline::EditRequest request = request_of(line, folder);
  const bool asks = request.undo || !request.edits.empty() || request.original;
  const bool list = line.values.flag("list");
  if (!asks && !list)
    throw base::Error(base::ErrorKind::kUsage,
                      "No correction was named. For instance: securepose track edit results/walk "
                      "--merge 1,4");
  request.options = options_of_result(result::read_rendering(folder));
  if (!asks) return list_edits(line, folder, request.options, console);

  const bool quiet = line.values.flag("quiet");
  ProgressDisplay display(console.err, progress_style(line.values, console), console.columns);
  pipeline::Listener listener;
  listener.progress = [&](const pipeline::Progress& progress) { display.show(progress); };
  listener.warn = [&](const std::string& sentence) { display.say("Warning: " + sentence); };
  const auto outcome = pipeline::edit_result(
      request,
      request.original ? environment(request.options.perception) : pipeline::RunEnvironment{},
      cancellation, listener);
  display.clear();
  if (line.values.flag("json")) {
    console.out << json_text(edit_json(folder, outcome));
  } else {
    if (list || !quiet) console.out << list_text(outcome.edits);
    if (!quiet) console.err << summary_of(folder, outcome);
  }
  return ExitCode::kDone;
}

}  // namespace

ExitCode track_command(const CommandLine& line, const Console& console,
                       const base::Cancellation& cancellation,
                       const EnvironmentFactory& environment) {
  const std::string what = line.operands.empty() ? "" : line.operands.front();
  if (what != "edit" && what != "show")
    throw base::Error(base::ErrorKind::kUsage,
                      fmt::format("Say edit or show first, for instance: securepose track show "
                                  "results/walk.{}",
                                  suggestion(what, {"edit", "show"}, "")));
  if (line.operands.size() != 2)
    throw base::Error(base::ErrorKind::kUsage,
                      fmt::format("Name one result, for instance: securepose track {} "
                                  "results/walk",
                                  what));
  const fs::path folder = line.operands[1];
  if (what == "edit") return edit(line, folder, console, cancellation, environment);
  return track_show(line, folder, console, cancellation);
}

}  // namespace securepose::cli
