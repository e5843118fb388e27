// Prints how often the program's suggestion of the patient is right, by how sure it is of it, over
// windows of recordings whose patient is known and seen in half of the window or more, and what
// `--cover bystanders` leaves open and covers with that patient.
//
//   patient_accuracy JOURNAL:PERSON...
//
// PERSON is the patient's number over the whole recording, as `securepose track show` draws it.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "securepose/covering/cover_plan.h"
#include "securepose/covering/cover_shares.h"
#include "securepose/identity/patient.h"
#include "securepose/result/observation_journal.h"
#include "securepose/tracking/people.h"

namespace {

namespace sp = securepose;

constexpr std::array kWindows_s = {1.0, 2.0, 4.0, 8.0};
constexpr double kStepOfWindow = 0.5;
/// Shorter ones have too few frames to speak of.
constexpr std::size_t kFewestFrames = 10;
/// Of a window's frames; a recording shows its patient.
constexpr double kLeastInView = 0.5;

/// A recording of its own, cut out of another.
sp::observation::ClipObservations part_of(const sp::observation::ClipObservations& clip,
                                          std::size_t first, std::size_t end) {
  sp::observation::ClipObservations part = clip;
  part.frames.assign(clip.frames.begin() + static_cast<std::ptrdiff_t>(first),
                     clip.frames.begin() + static_cast<std::ptrdiff_t>(end));
  for (std::size_t i = 0; i < part.frames.size(); ++i)
    part.frames[i].frame = static_cast<sp::base::FrameIndex>(i);
  return part;
}

/// Bodies by frame and place in it.
using Bodies = std::map<std::pair<sp::base::FrameIndex, std::size_t>, std::int64_t>;

Bodies bodies_of(const sp::tracking::People& people) {
  Bodies bodies;
  for (const auto& person : people.people)
    for (const auto& sample : person.samples)
      if (sample.person_index) bodies[{sample.frame, *sample.person_index}] = person.id.value;
  return bodies;
}

/// Who of the whole recording the person of a part is: the most frequent one.
std::int64_t who_is(const sp::tracking::Person& person, std::size_t first, const Bodies& bodies) {
  std::map<std::int64_t, int> counts;
  for (const auto& sample : person.samples) {
    if (!sample.person_index) continue;
    const auto at = bodies.find(
        {sample.frame + static_cast<sp::base::FrameIndex>(first), *sample.person_index});
    if (at != bodies.end()) ++counts[at->second];
  }
  std::int64_t best = 0;
  for (const auto& [id, count] : counts)
    if (best == 0 || count > counts[best]) best = id;
  return best;
}

bool shows(const Bodies& bodies, std::int64_t patient, std::size_t first, std::size_t end) {
  const auto seen = std::count_if(bodies.begin(), bodies.end(), [&](const auto& body) {
    const auto frame = static_cast<std::size_t>(body.first.first);
    return body.second == patient && frame >= first && frame < end;
  });
  return static_cast<double>(seen) >= kLeastInView * static_cast<double>(end - first);
}

struct Bin {
  int windows = 0;
  int right = 0;
};
using Bins = std::array<Bin, 10>;

void judge(const sp::observation::ClipObservations& clip, std::size_t first, std::size_t end,
           const Bodies& bodies, std::int64_t patient, Bins& bins) {
  if (end - first < kFewestFrames || !shows(bodies, patient, first, end)) return;
  const auto part = part_of(clip, first, end);
  const auto people = sp::tracking::associate(part, {});
  const auto suggestion = sp::identity::suggest_patient(part, people);
  if (!suggestion) return;
  // Of a single person there is nobody else to be opened.
  if (!suggestion->runner_up) return;
  Bin& bin =
      bins.at(std::min<std::size_t>(9, static_cast<std::size_t>(suggestion->certainty * 10)));
  ++bin.windows;
  for (const auto& person : people.people)
    if (person.id == suggestion->person && who_is(person, first, bodies) == patient) ++bin.right;
}

void recording(const std::string& journal, std::int64_t patient, Bins& bins) {
  const auto clip = sp::result::ObservationJournal::load_finished(journal);
  const auto people = sp::tracking::associate(clip, {});
  const Bodies bodies = bodies_of(people);
  const auto time_s = [&](std::size_t i) { return clip.frames[i].time.seconds(); };
  judge(clip, 0, clip.frames.size(), bodies, patient, bins);
  for (const double window_s : kWindows_s) {
    for (double start_s = time_s(0); start_s + window_s <= time_s(clip.frames.size() - 1);
         start_s += kStepOfWindow * window_s) {
      std::size_t first = 0;
      while (time_s(first) < start_s) ++first;
      std::size_t end = first;
      while (end < clip.frames.size() && time_s(end) < start_s + window_s) ++end;
      judge(clip, first, end, bodies, patient, bins);
    }
  }
  const sp::base::PersonId who{patient};
  const auto plan = sp::covering::plan_cover(
      clip, people, {.who = sp::covering::CoverWho::kBystanders, .patient = who});
  const auto shares = sp::covering::cover_shares(clip, people, who, plan);
  const auto suggestion = sp::identity::suggest_patient(clip, people);
  fmt::print("| {} | {} | {} | {:.2f} | {} of {} | {} of {} |\n", journal, patient,
             suggestion ? suggestion->person.value : 0, suggestion ? suggestion->certainty : 0,
             shares.patient_open, shares.patient_seen, shares.others_covered, shares.others_seen);
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 2) {
    fmt::print(stderr, "usage: patient_accuracy JOURNAL:PERSON...\n");
    return 2;
  }
  fmt::print(
      "| recording | patient | suggested | certainty | patient's frames open | others' frames "
      "covered |\n|---|---|---|---|---|---|\n");
  Bins bins;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const auto colon = argument.rfind(':');
    if (colon == std::string::npos) throw std::runtime_error(argument + " names no person");
    recording(argument.substr(0, colon), std::atoll(argument.c_str() + colon + 1), bins);
  }
  fmt::print("\n| certainty | windows | right |\n|---|---|---|\n");
  for (std::size_t b = 0; b < bins.size(); ++b)
    if (bins[b].windows > 0)
      fmt::print("| {:.1f} to {:.1f} | {} | {} |\n", 0.1 * static_cast<double>(b),
                 0.1 * static_cast<double>(b + 1), bins[b].windows, bins[b].right);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "patient_accuracy: {}\n", error.what());
  return 1;
}
