#include "securepose/identity/patient_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/identity/person_traits.h"
#include "securepose/observation/upright_clip.h"
#include "securepose/tracking/trajectory.h"

namespace securepose::identity {
namespace {

using observation::ClipObservations;
using tracking::People;
using tracking::Person;

constexpr double kMostly = 0.5;

[[noreturn]] void fail(const std::string& sentence) {
  throw base::Error(base::ErrorKind::kUsage, sentence);
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::optional<PatientChoice> read(std::string_view text) {
  static const std::map<std::string_view, PatientTrait> kTraits = {
      {"largest", PatientTrait::kLargest},
      {"tallest", PatientTrait::kTallest},
      {"shortest", PatientTrait::kShortest},
      {"moves-most", PatientTrait::kMovesMost}};
  if (const auto trait = kTraits.find(text); trait != kTraits.end()) return trait->second;
  const auto at = text.find('@');
  if (at == std::string_view::npos) {
    const auto id = number(text);
    if (!id || *id < 1 || *id != std::floor(*id) || *id > 1e9) return std::nullopt;
    return base::PersonId{static_cast<std::int64_t>(*id)};
  }
  const auto time_s = number(text.substr(at + 1));
  if (!time_s || *time_s < 0) return std::nullopt;
  if (text.substr(0, at) == "left-most") return LeftMostAt{*time_s};
  const auto comma = text.substr(0, at).find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto x = number(text.substr(0, comma));
  const auto y = number(text.substr(comma + 1, at - comma - 1));
  if (!x || !y) return std::nullopt;
  return PersonAt{{*x, *y}, *time_s};
}

struct PersonBox {
  base::PersonId person;
  geometry::Box box_px;
};

// The frame shown at a time: the last that does not come after it.
base::FrameIndex frame_at(const ClipObservations& clip, double time_s) {
  base::FrameIndex at = 0;
  for (const auto& frame : clip.frames)
    if (frame.time.seconds() <= time_s + 1e-9) at = frame.frame;
  return at;
}

std::vector<PersonBox> boxes_at(double time_s, const ClipObservations& clip, const People& people) {
  if (clip.frames.empty() || time_s > clip.frames.back().time.seconds() + 1)
    fail(fmt::format("The video ends before {:.6g} s; name a time within it.", time_s));
  std::vector<PersonBox> boxes;
  for (const Person& person : people.people) {
    if (!person.has_body) continue;
    const tracking::Trajectory way(clip, people.cuts, person);
    if (const auto place = way.box_at(frame_at(clip, time_s)))
      boxes.push_back({person.id, place->box_px});
  }
  if (boxes.empty())
    fail(fmt::format("Nobody's body shows at {:.6g} s; name another time.", time_s));
  return boxes;
}

base::PersonId by_trait(PatientTrait trait, const ClipObservations& clip, const People& people) {
  std::vector<PersonTraits> all;
  for (const Person& person : people.people)
    if (person.has_body) all.push_back(traits_of(clip, person));
  if (all.empty()) fail("Nobody in this video shows a body, so nobody can be the patient.");
  const bool by_height = trait == PatientTrait::kTallest || trait == PatientTrait::kShortest;
  const auto whole = [](const PersonTraits& t) { return t.share_whole_body >= kMostly; };
  if (by_height && std::any_of(all.begin(), all.end(), whole))
    std::erase_if(all, [&](const PersonTraits& t) { return !whole(t); });
  const auto worth = [&](const PersonTraits& t) {
    switch (trait) {
      case PatientTrait::kLargest:
        return t.area_share;
      case PatientTrait::kTallest:
        return t.height_share;
      case PatientTrait::kShortest:
        return -t.height_share;
      case PatientTrait::kMovesMost:
        break;
    }
    return t.path_body_heights + t.limb_way_body_heights;
  };
  return std::max_element(all.begin(), all.end(),
                          [&](const auto& a, const auto& b) { return worth(a) < worth(b); })
      ->person;
}

base::PersonId at_place(const PersonAt& at, const observation::UprightClip& upright,
                        const People& people) {
  const geometry::Point point = upright.to_upright()(at.point);
  std::optional<PersonBox> smallest;  // of several boxes around a point the smallest says most
  for (const PersonBox& candidate : boxes_at(at.time_s, upright.clip(), people)) {
    if (!candidate.box_px.contains(point)) continue;
    if (!smallest || candidate.box_px.area_px2() < smallest->box_px.area_px2())
      smallest = candidate;
  }
  if (!smallest)
    fail(fmt::format("Nobody is at {:.6g},{:.6g} at {:.6g} s; name a point on the patient's body.",
                     at.point.x_px, at.point.y_px, at.time_s));
  return smallest->person;
}

base::PersonId left_most(double time_s, const ClipObservations& clip, const People& people) {
  const auto boxes = boxes_at(time_s, clip, people);
  return std::min_element(boxes.begin(), boxes.end(),
                          [](const PersonBox& a, const PersonBox& b) {
                            return a.box_px.center().x_px < b.box_px.center().x_px;
                          })
      ->person;
}

base::PersonId known(base::PersonId asked, const People& people) {
  const bool is_known = std::any_of(people.people.begin(), people.people.end(),
                                    [&](const Person& person) { return person.id == asked; });
  if (!is_known)
    fail(fmt::format("There is no person {} in this video; its people are numbered 1 to {}.",
                     asked.value, people.people.size()));
  return asked;
}

}  // namespace

PatientChoice parse_patient_choice(const std::string& text) {
  const auto choice = read(text);
  if (!choice)
    fail(
        fmt::format("--patient: \"{}\" is neither a person's number nor largest, tallest, "
                    "shortest, moves-most, left-most@t or x,y@t (pixels, seconds).",
                    text));
  return *choice;
}

base::PersonId chosen_patient(const PatientChoice& choice, const ClipObservations& clip,
                              const People& people) {
  if (const auto* id = std::get_if<base::PersonId>(&choice)) return known(*id, people);
  const observation::UprightClip upright(clip);
  if (const auto* trait = std::get_if<PatientTrait>(&choice))
    return by_trait(*trait, upright.clip(), people);
  if (const auto* left = std::get_if<LeftMostAt>(&choice))
    return left_most(left->time_s, upright.clip(), people);
  return at_place(std::get<PersonAt>(choice), upright, people);
}

}  // namespace securepose::identity
