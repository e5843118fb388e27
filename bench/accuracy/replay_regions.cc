// Repeats tracking and cover planning from the observations of an interrupted or linked journal and
// writes the regions in the form that the scorer of hand-drawn faces reads, so that a change of
// either room is measured in seconds, without running a network.
//
//   replay_regions JOURNAL CLIP_NAME OUT.json

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <nlohmann/json.hpp>
#include <string>

#include "securepose/base/atomic_file.h"
#include "securepose/deidentification/cover_plan.h"
#include "securepose/identity/patient.h"
#include "securepose/pipeline/observation_journal.h"
#include "securepose/tracking/people.h"

namespace {

using nlohmann::ordered_json;
namespace sp = securepose;

ordered_json scorer_regions(const sp::deidentification::CoverPlan& plan, const std::string& clip) {
  ordered_json frames = ordered_json::object();
  for (const auto& frame : plan.frames) {
    ordered_json regions = ordered_json::array();
    for (const auto& region : frame.regions) {
      const auto& e = region.ellipse;
      regions.push_back(
          {{"ellipse", {e.center.x_px, e.center.y_px, e.rx_px, e.ry_px, e.angle_deg}},
           {"person", region.person ? ordered_json(region.person->value) : ordered_json()},
           {"evidence", region.evidence},
           {"certainty", region.certainty}});
    }
    frames[fmt::to_string(frame.frame)] = std::move(regions);
  }
  return {{"clip", clip}, {"frames", std::move(frames)}};
}

void print(const sp::tracking::People& people, const sp::deidentification::CoverPlan& plan) {
  fmt::print("{} people, {} cuts, {} dropped tracklets, {} doubtful\n", people.people.size(),
             people.cuts.size(), people.dropped_tracklets, plan.doubtful.size());
  for (const auto& person : people.people)
    fmt::print("  person {} body={} certainty={:.2f} samples={} frames {}-{}\n", person.id.value,
               person.has_body, person.certainty, person.samples.size(),
               person.samples.front().frame, person.samples.back().frame);
  for (const auto& doubt : plan.doubtful)
    fmt::print("  doubtful {}-{} person {} {}\n", doubt.first_frame, doubt.last_frame,
               doubt.person ? doubt.person->value : 0, doubt.reason);
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) {
    fmt::print(stderr, "usage: replay_regions JOURNAL CLIP_NAME OUT.json\n");
    return 2;
  }
  const auto clip = sp::pipeline::ObservationJournal::load_finished(argv[1]);
  const auto people = sp::tracking::associate(clip, {});
  const auto plan = sp::deidentification::plan_cover(clip, people, {});
  sp::base::write_file_atomically(argv[3], scorer_regions(plan, argv[2]).dump());
  print(people, plan);
  if (const auto patient = sp::identity::suggest_patient(clip, people))
    fmt::print("  patient {} certainty {:.2f}\n", patient->person.value, patient->certainty);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "replay_regions: {}\n", error.what());
  return 1;
}
