#include "securepose/identity/patient.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "securepose/identity/person_traits.h"
#include "securepose/observation/upright_clip.h"

namespace securepose::identity {
namespace {

// How much each trait speaks for a person, chosen so that moving through the picture with the whole
// body outweighs standing near it, and time in view outweighs both when nobody walks.
constexpr double kWeightInView = 1.0;
constexpr double kWeightPath = 1.0;
constexpr double kWeightLimbs = 1.0;
constexpr double kWeightWholeBody = 0.6;
constexpr double kWeightHeight = 0.5;
constexpr double kWeightCentrality = 0.5;
constexpr double kWeightFacing = 0.2;
/// A way of this many body heights is a walk; more says nothing more.
constexpr double kWalk_body_heights = 4;
/// Limbs of walkers and of people who exercise move this fast (0.37 to 0.55 on the development
/// clips), those of people who look on or assist at 0.01 to 0.17.
constexpr double kExercise_heights_s = 0.35;
/// A lead of this much over the runner-up is as good as certain.
constexpr double kClearLead = 1.0;
/// No suggestion is surer than this: it is a suggestion.
constexpr double kMostCertain = 0.95;
/// Somebody who shows in so few frames is hardly what the recording is about.
constexpr double kHardlyInView = 0.1;

struct Candidate {
  PersonTraits traits;
  double tracker_certainty;
  double score;
};

double score_of(const PersonTraits& t) {
  return kWeightInView * t.share_in_view +
         kWeightPath * std::min(1.0, t.path_body_heights / kWalk_body_heights) +
         kWeightLimbs * std::min(1.0, t.limb_speed_heights_s / kExercise_heights_s) *
             t.share_in_view +
         kWeightWholeBody * t.share_whole_body * t.share_in_view +
         kWeightHeight * std::min(1.0, t.height_share) * t.share_in_view +
         kWeightCentrality * t.centrality * t.share_in_view +
         kWeightFacing * t.share_facing * t.share_in_view;
}

// A doubtful link within a person's way is a small reason against being the patient.
double trust_in(const tracking::Person& person) { return 0.5 + 0.5 * person.certainty; }

std::vector<Candidate> ranked(const observation::ClipObservations& clip,
                              const tracking::People& people) {
  std::vector<Candidate> candidates;
  for (const tracking::Person& person : people.people) {
    if (!person.has_body) continue;
    const PersonTraits traits = traits_of(clip, person);
    candidates.push_back({traits, person.certainty, score_of(traits) * trust_in(person)});
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  return candidates;
}

std::vector<std::string> reasons_for(const std::vector<Candidate>& candidates) {
  const PersonTraits& best = candidates.front().traits;
  const auto leads = [&](double PersonTraits::*trait, double by) {
    return std::all_of(candidates.begin() + 1, candidates.end(), [&](const Candidate& other) {
      return best.*trait > other.traits.*trait + by;
    });
  };
  std::vector<std::string> reasons;
  reasons.push_back(
      fmt::format("In view for {:.0f} % of the recording.", 100 * best.share_in_view));
  if (candidates.size() == 1) reasons.emplace_back("Nobody else shows a body.");
  if (best.path_body_heights >= 1) {
    reasons.push_back(
        fmt::format("Moves {:.1f} body heights{}.", best.path_body_heights,
                    leads(&PersonTraits::path_body_heights, 0.5) && candidates.size() > 1
                        ? ", more than anyone else"
                        : ""));
  }
  if (candidates.size() > 1 && leads(&PersonTraits::limb_speed_heights_s, 0.1)) {
    reasons.emplace_back("Moves arms and legs more than anyone else.");
  }
  if (best.share_whole_body >= 0.5) {
    reasons.push_back(fmt::format("The whole body shows in {:.0f} % of these frames.",
                                  100 * best.share_whole_body));
  }
  if (candidates.size() > 1 && leads(&PersonTraits::centrality, 0.05)) {
    reasons.emplace_back("Nearest to the middle of the picture.");
  }
  if (candidates.size() > 1 && leads(&PersonTraits::height_share, 0.05)) {
    reasons.emplace_back("Largest in the picture.");
  }
  return reasons;
}

}  // namespace

std::optional<PatientSuggestion> suggest_patient(const observation::ClipObservations& clip,
                                                 const tracking::People& people) {
  const observation::UprightClip upright(clip);
  const std::vector<Candidate> candidates = ranked(upright.clip(), people);
  if (candidates.empty()) return std::nullopt;
  const Candidate& best = candidates.front();
  PatientSuggestion suggestion;
  suggestion.person = best.traits.person;
  suggestion.reasons = reasons_for(candidates);
  const double runner_up_score = candidates.size() > 1 ? candidates[1].score : 0;
  const double lead = std::min(1.0, (best.score - runner_up_score) / kClearLead);
  suggestion.certainty = std::min(kMostCertain, 0.5 + 0.5 * lead) * best.tracker_certainty;
  if (best.traits.share_in_view < kHardlyInView) suggestion.certainty *= 0.5;
  if (candidates.size() > 1) suggestion.runner_up = candidates[1].traits.person;
  return suggestion;
}

}  // namespace securepose::identity
