#include "securepose/cli/validate_command.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "securepose/base/error.h"
#include "securepose/validation/leak_pictures.h"
#include "securepose/validation/tables.h"

namespace securepose::cli {
namespace {

using validation::ClipPair;
using validation::Validation;

std::vector<ClipPair> read_pairs(const CommandLine& line) {
  const OptionValues& values = line.values;
  validation::DrawnFacesOptions options;
  options.first_frame = static_cast<int>(values.integer("first-frame").value_or(0));
  std::vector<validation::DrawnClip> drawn =
      validation::read_drawn_faces(values.text("faces"), options);
  std::vector<validation::CoveredClip> covered;
  for (const auto& result : validation::find_results(line.operands))
    covered.push_back(validation::read_covered_clip(result));
  return validation::pair_clips(std::move(covered), std::move(drawn), values.texts("original"));
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
        "{}: {} of open faces. They show what the covered video lets through; keep them as safe as "
        "the source.\n",
        folder,
        pictures.files.size() == 1 ? "one picture"
                                   : fmt::format("{} pictures", pictures.files.size()));
}

}  // namespace

ExitCode validate_command(const CommandLine& line, const Console& console,
                          const base::Cancellation& cancellation) {
  if (line.operands.empty() || !line.values.given("faces"))
    throw base::Error(base::ErrorKind::kUsage,
                      "Name results and faces drawn by hand, for instance: securepose validate "
                      "results/walk --faces walk.xml");
  const std::vector<ClipPair> pairs = read_pairs(line);
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
