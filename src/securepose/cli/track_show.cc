#include "securepose/cli/track_show.h"

#include <fmt/format.h>

#include "securepose/cli/people_text.h"
#include "securepose/cli/track_binding.h"
#include "securepose/pipeline/result_show.h"

namespace securepose::cli {
namespace {

using pipeline::PeopleTimeline;
using Json = nlohmann::ordered_json;

Json lane_json(const pipeline::PersonLane& lane) {
  Json stretches = Json::array();
  for (const auto& stretch : lane.stretches)
    stretches.push_back({{"start_s", stretch.start.seconds()},
                         {"end_s", stretch.end.seconds()},
                         {"presence", pipeline::name_of(stretch.presence)}});
  return {{"person", lane.person.value},
          {"patient", lane.is_patient},
          {"certainty", lane.certainty},
          {"has_body", lane.has_body},
          {"stretches", std::move(stretches)}};
}

Json timeline_json(const PeopleTimeline& timeline, const std::filesystem::path& folder) {
  Json cuts = Json::array();
  for (const base::Timestamp cut : timeline.cuts) cuts.push_back(cut.seconds());
  Json people = Json::array();
  for (const auto& lane : timeline.lanes) people.push_back(lane_json(lane));
  return {{"command", "track show"},
          {"exit_code", 0},
          {"folder", folder.string()},
          {"picture", (folder / pipeline::kPeoplePicture).string()},
          {"start_s", timeline.start.seconds()},
          {"end_s", timeline.end.seconds()},
          {"cuts_s", std::move(cuts)},
          {"people", std::move(people)}};
}

}  // namespace

ExitCode track_show(const CommandLine& line, const std::filesystem::path& folder,
                    const Console& console, const base::Cancellation& cancellation) {
  const pipeline::RunOptions options = options_of_result(result::read_rendering(folder));
  ProgressDisplay display(console.err, progress_style(line.values, console), console.columns);
  pipeline::Listener listener;
  listener.progress = [&](const pipeline::Progress& progress) { display.show(progress); };
  const PeopleTimeline timeline = pipeline::show_people(folder, options, cancellation, listener);
  display.clear();
  if (line.values.flag("json"))
    console.out << json_text(timeline_json(timeline, folder));
  else if (!line.values.flag("quiet"))
    console.out << people_text(timeline, console.columns, console.out_is_decorated)
                << fmt::format("Picture: {}\n", (folder / pipeline::kPeoplePicture).string());
  return ExitCode::kDone;
}

}  // namespace securepose::cli
