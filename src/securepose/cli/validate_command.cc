#include "securepose/cli/validate_command.h"

#include <fmt/format.h>

#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "securepose/base/atomic_file.h"
#include "securepose/base/counted.h"
#include "securepose/base/error.h"
#include "securepose/base/program_identity.h"
#include "securepose/formats/comparison.h"
#include "securepose/report/agreement_page.h"
#include "securepose/validation/finished_clip.h"
#include "securepose/validation/leak_pictures.h"
#include "securepose/validation/tables.h"

namespace securepose::cli {
namespace {

using validation::ClipPair;
using validation::Validation;

std::vector<ClipPair> read_pairs(const CommandLine& line, const Console& console,
                                 const base::Cancellation& cancellation) {
  const OptionValues& values = line.values;
  validation::DrawnFacesOptions options;
  options.first_frame = static_cast<int>(values.integer("first-frame").value_or(0));
  const std::vector<validation::DrawnClip> drawn =
      validation::read_drawn_faces(values.text("faces"), options);
  std::vector<std::string> results;
  std::vector<ClipPair> pairs;
  for (const std::string& name : line.operands) {
    if (!validation::is_finished_video(name)) {
      results.push_back(name);
      continue;
    }
    validation::FinishedPair found = validation::read_finished_video(
        name, values.texts("original"), drawn, line.operands.size() == 1, cancellation);
    for (const std::string& note : found.notes) console.err << note << '\n';
    pairs.push_back(std::move(found.pair));
  }
  std::vector<validation::CoveredClip> covered;
  for (const auto& result : validation::find_results(results))
    covered.push_back(validation::read_covered_clip(result));
  auto more = validation::pair_clips(std::move(covered), drawn, values.texts("original"));
  std::move(more.begin(), more.end(), std::back_inserter(pairs));
  return pairs;
}

void write_pictures(const Validation& found, const std::vector<ClipPair>& pairs,
                    const CommandLine& line, const Console& console,
                    const base::Cancellation& cancellation) {
  const std::string folder = line.values.text("leak-pictures");
  if (folder.empty()) return;
  const validation::LeakPictures pictures =
      validation::write_leak_pictures(found, pairs, folder, cancellation);
  for (const std::string& note : pictures.notes) console.err << note << '\n';
  if (!pictures.files.empty())
    console.err << fmt::format(
        "{}: {} of open faces. Keep each as safe as the source: it shows what the covered video "
        "lets through.\n",
        folder,
        base::counted(static_cast<std::int64_t>(pictures.files.size()), "picture", "pictures"));
}

void write_agreement_page(const formats::MovementComparison& comparison,
                          const std::filesystem::path& folder, bool force) {
  const std::filesystem::path file = folder / "agreement.html";
  std::error_code error;
  if (!force && std::filesystem::exists(file, error))
    throw base::Error::about_file(base::ErrorKind::kInput, file, "is there already",
                                  "Choose another folder, or replace it with --force.");
  std::filesystem::create_directories(folder, error);
  base::write_file_atomically(
      file, report::render_agreement({base::program_identity().version, comparison.shift_s,
                                      comparison.shift_estimated, comparison.angles,
                                      comparison.events, comparison.notes}));
}

/// A laboratory's angles and contacts against one result.
ExitCode validate_movement(const CommandLine& line, const Console& console) {
  const OptionValues& values = line.values;
  if (line.operands.size() != 1)
    throw base::Error(base::ErrorKind::kUsage,
                      "Name one result, for instance: securepose validate results/walk --angles "
                      "ik.mot --events plates.csv");
  const auto comparison = formats::compare_with_laboratory(
      formats::read_stored_movement(line.operands.front()), values.text("angles"),
      values.text("events"), *values.number("longest-shift-s"));
  if (const std::string folder = values.text("tables"); !folder.empty())
    write_agreement_page(comparison, folder, values.flag("force"));
  if (values.flag("json")) {
    nlohmann::ordered_json json = {{"command", "validate"}, {"exit_code", 0}};
    json.update(formats::comparison_json(comparison));
    console.out << json_text(json);
  } else if (!values.flag("quiet")) {
    console.out << formats::comparison_text(comparison);
  }
  return ExitCode::kDone;
}

}  // namespace

ExitCode validate_command(const CommandLine& line, const Console& console,
                          const base::Cancellation& cancellation) {
  const bool movement = line.values.given("angles") || line.values.given("events");
  if (movement && !line.values.given("faces")) return validate_movement(line, console);
  if (movement)
    throw base::Error(base::ErrorKind::kUsage,
                      "Compare with drawn faces and with a laboratory's movement in two calls.");
  if (line.operands.empty() || !line.values.given("faces"))
    throw base::Error(base::ErrorKind::kUsage,
                      "Name results and faces drawn by hand, for instance: securepose validate "
                      "results/walk --faces walk.xml");
  const std::vector<ClipPair> pairs = read_pairs(line, console, cancellation);
  const Validation found = validation::validate(pairs);
  const ExitCode code = found.clean() ? ExitCode::kDone : ExitCode::kNeedsReview;
  if (const std::string folder = line.values.text("tables"); !folder.empty())
    validation::write_tables(found, folder, line.values.flag("force"));
  write_pictures(found, pairs, line, console, cancellation);
  if (line.values.flag("json")) {
    nlohmann::ordered_json json = {{"command", "validate"}, {"exit_code", static_cast<int>(code)}};
    json.update(validation::validation_json(found, validation::ClipNames::kGiven));
    console.out << json_text(json);
  } else if (!line.values.flag("quiet")) {
    console.out << validation::validation_text(found);
  }
  return code;
}

}  // namespace securepose::cli
