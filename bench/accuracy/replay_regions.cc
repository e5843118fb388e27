// Repeats tracking and cover planning from the observations of an interrupted or linked journal and
// writes the regions in the form that the scorer of hand-drawn faces reads, so that a change of
// either room is measured in seconds, without running a network.
//
//   replay_regions JOURNAL CLIP_NAME OUT.json

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>

#include "scorer_regions.h"
#include "securepose/covering/cover_plan.h"
#include "securepose/identity/patient.h"
#include "securepose/result/observation_journal.h"
#include "securepose/tracking/people.h"

namespace {

namespace sp = securepose;

void print(const sp::tracking::People& people, const sp::covering::CoverPlan& plan) {
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
  const auto clip = sp::result::ObservationJournal::load_finished(argv[1]);
  const auto people = sp::tracking::associate(clip, {});
  const auto plan = sp::covering::plan_cover(clip, people, {});
  sp::bench::write_scorer_regions(plan, argv[2], argv[3]);
  print(people, plan);
  if (const auto patient = sp::identity::suggest_patient(clip, people))
    fmt::print("  patient {} certainty {:.2f}\n", patient->person.value, patient->certainty);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "replay_regions: {}\n", error.what());
  return 1;
}
