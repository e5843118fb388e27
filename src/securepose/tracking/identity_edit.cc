#include "securepose/tracking/identity_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "securepose/base/error.h"

namespace securepose::tracking {
namespace {

using observation::ClipObservations;

/// Face boxes that overlap by this much are of one head; those of two people side by side do not.
constexpr double kOneHead = 0.2;

[[noreturn]] void refuse(const std::string& sentence) {
  throw base::Error(base::ErrorKind::kUsage, sentence);
}

bool has_body(const std::vector<PersonSample>& samples) {
  return std::any_of(samples.begin(), samples.end(),
                     [](const PersonSample& sample) { return sample.person_index.has_value(); });
}

class Editor {
 public:
  Editor(const ClipObservations& clip, People people)
      : clip_(clip), people_(std::move(people)), next_id_(1) {
    for (const Person& person : people_.people) next_id_ = std::max(next_id_, person.id.value + 1);
  }

  AppliedEdit apply(const IdentityEdit& edit) {
    AppliedEdit applied{edit, {}};
    switch (edit.kind) {
      case EditKind::kSplit:
        applied.new_person = split(known(edit.person), edit.start);
        break;
      case EditKind::kMerge:
        merge(edit.person, edit.other);
        break;
      case EditKind::kSwap:
        exchange(edit);
        break;
      case EditKind::kDelete:
        remove(known(edit.person));
        break;
      case EditKind::kPatient:
        known(edit.person);
        break;
    }
    return applied;
  }

  People take() { return std::move(people_); }

 private:
  Person& known(base::PersonId id) {
    const auto found = std::find_if(people_.people.begin(), people_.people.end(),
                                    [&](const Person& person) { return person.id == id; });
    if (found != people_.people.end()) return *found;
    std::vector<std::int64_t> ids;
    for (const Person& person : people_.people) ids.push_back(person.id.value);
    if (ids.empty()) refuse(fmt::format("There is no person {}: nobody is left.", id.value));
    refuse(fmt::format("There is no person {}; the people are numbered {}.", id.value,
                       fmt::join(ids, ", ")));
  }

  base::Timestamp time_of(const PersonSample& sample) const {
    return clip_.frames.at(static_cast<std::size_t>(sample.frame)).time;
  }

  base::PersonId split(Person& person, base::Timestamp at) {
    const auto second =
        std::find_if(person.samples.begin(), person.samples.end(),
                     [&](const PersonSample& sample) { return time_of(sample) >= at; });
    if (second == person.samples.begin() || second == person.samples.end())
      refuse(fmt::format(
          "Person {} can't be split at {:.6g} s: all of that person's detections, {:.6g} to {:.6g} "
          "s, lie {} it.",
          person.id.value, at.seconds(), time_of(person.samples.front()).seconds(),
          time_of(person.samples.back()).seconds(),
          second == person.samples.begin() ? "after" : "before"));
    Person later = person;
    later.id = base::PersonId{next_id_++};
    later.samples.assign(second, person.samples.end());
    later.has_body = has_body(later.samples);
    person.samples.erase(second, person.samples.end());
    person.has_body = has_body(person.samples);
    const base::PersonId id = later.id;
    people_.people.push_back(std::move(later));  // `person` is invalid from here on
    return id;
  }

  // Whether two detections of a frame can be one person's: a body and a face, or one head that two
  // detectors saw.
  bool joins(const PersonSample& a, const PersonSample& b) const {
    if (a.person_index && b.person_index) return false;
    const auto& faces = clip_.frames.at(static_cast<std::size_t>(a.frame)).faces;
    return std::all_of(a.face_indices.begin(), a.face_indices.end(), [&](std::size_t one) {
      return std::all_of(b.face_indices.begin(), b.face_indices.end(), [&](std::size_t other) {
        return iou(faces.at(one).detection.box_px, faces.at(other).detection.box_px) >= kOneHead;
      });
    });
  }

  void merge(base::PersonId into, base::PersonId from) {
    if (into == from)
      refuse(fmt::format("Person {} can't be merged with itself; name two people.", into.value));
    Person& person = known(into);
    const Person& other = known(from);
    std::vector<PersonSample> samples;
    auto a = person.samples.begin();
    auto b = other.samples.begin();
    while (a != person.samples.end() || b != other.samples.end()) {
      if (b == other.samples.end() || (a != person.samples.end() && a->frame < b->frame)) {
        samples.push_back(*a++);
      } else if (a == person.samples.end() || b->frame < a->frame) {
        samples.push_back(*b++);
      } else {
        samples.push_back(joined(into, from, *a++, *b++));
      }
    }
    person.samples = std::move(samples);
    person.has_body = has_body(person.samples);
    person.certainty = std::max(person.certainty, other.certainty);
    erase(from);
  }

  PersonSample joined(base::PersonId into, base::PersonId from, const PersonSample& a,
                      const PersonSample& b) const {
    if (!joins(a, b))
      refuse(
          fmt::format("Persons {} and {} can't be one: both are seen at {:.6g} s. Split one of "
                      "them there first, or use --swap.",
                      into.value, from.value, time_of(a).seconds()));
    PersonSample sample = a.person_index ? a : b;
    const PersonSample& other = a.person_index ? b : a;
    sample.face_indices.insert(sample.face_indices.end(), other.face_indices.begin(),
                               other.face_indices.end());
    return sample;
  }

  void exchange(const IdentityEdit& edit) {
    if (edit.person == edit.other)
      refuse(fmt::format("Person {} can't be swapped with itself; name two people.",
                         edit.person.value));
    if (edit.end < edit.start)
      refuse(fmt::format("A swap from {:.6g} to {:.6g} s ends before it begins.",
                         edit.start.seconds(), edit.end.seconds()));
    Person& a = known(edit.person);
    Person& b = known(edit.other);
    const auto inside = [&](const PersonSample& sample) {
      return time_of(sample) >= edit.start && time_of(sample) <= edit.end;
    };
    std::vector<PersonSample> of_a = taken(a, inside);
    std::vector<PersonSample> of_b = taken(b, inside);
    if (of_a.empty() && of_b.empty())
      refuse(fmt::format("Neither person {} nor person {} is seen from {:.6g} to {:.6g} s.",
                         a.id.value, b.id.value, edit.start.seconds(), edit.end.seconds()));
    put(std::move(of_b), a);
    put(std::move(of_a), b);
    for (const Person* person : {&a, &b})
      if (person->samples.empty())
        refuse(fmt::format("The swap would leave nothing of person {}; use --merge instead.",
                           person->id.value));
  }

  template <class Inside>
  static std::vector<PersonSample> taken(Person& person, Inside inside) {
    std::vector<PersonSample> result;
    std::copy_if(person.samples.begin(), person.samples.end(), std::back_inserter(result), inside);
    std::erase_if(person.samples, inside);
    return result;
  }

  static void put(std::vector<PersonSample> samples, Person& person) {
    person.samples.insert(person.samples.end(), std::make_move_iterator(samples.begin()),
                          std::make_move_iterator(samples.end()));
    std::sort(person.samples.begin(), person.samples.end(),
              [](const PersonSample& a, const PersonSample& b) { return a.frame < b.frame; });
    person.has_body = has_body(person.samples);
  }

  void remove(const Person& person) {
    ++people_.dropped_tracklets;
    erase(person.id);
  }

  void erase(base::PersonId id) {
    std::erase_if(people_.people, [&](const Person& person) { return person.id == id; });
  }

  const ClipObservations& clip_;
  People people_;
  std::int64_t next_id_;  // grows only, so that a number never means two people
};

}  // namespace

EditedPeople apply_edits(const ClipObservations& clip, People people,
                         std::span<const IdentityEdit> edits) {
  EditedPeople result;
  Editor editor(clip, std::move(people));
  for (const IdentityEdit& edit : edits) result.applied.push_back(editor.apply(edit));
  result.people = editor.take();
  return result;
}

std::optional<base::PersonId> person_after(std::span<const AppliedEdit> applied,
                                           base::PersonId before, base::Timestamp at) {
  base::PersonId id = before;
  for (const auto& [edit, new_person] : applied) {
    if (edit.kind == EditKind::kSplit && id == edit.person && at >= edit.start) {
      id = new_person;
    } else if (edit.kind == EditKind::kMerge && id == edit.other) {
      id = edit.person;
    } else if (edit.kind == EditKind::kDelete && id == edit.person) {
      return std::nullopt;
    } else if (edit.kind == EditKind::kSwap && at >= edit.start && at <= edit.end) {
      if (id == edit.person) {
        id = edit.other;
      } else if (id == edit.other) {
        id = edit.person;
      }
    }
  }
  return id;
}

PatientAfter patient_after(std::span<const AppliedEdit> applied,
                           std::optional<base::PersonId> before) {
  PatientAfter patient{before, false};
  for (const auto& [edit, new_person] : applied) {
    if (edit.kind == EditKind::kPatient) {
      patient = {edit.person, true};
    } else if (edit.kind == EditKind::kMerge && patient.person == edit.other) {
      patient.person = edit.person;
    } else if (edit.kind == EditKind::kDelete && patient.person == edit.person) {
      patient = {};
    }
  }
  return patient;
}

}  // namespace securepose::tracking
