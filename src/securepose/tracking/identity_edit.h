#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/tracking/people.h"

namespace securepose::tracking {

enum class EditKind {
  kSplit,    ///< from `start` on, `person` is somebody new
  kMerge,    ///< `other` is `person`
  kSwap,     ///< between `start` and `end`, both included, `person` and `other` change places
  kDelete,   ///< `person` is nobody
  kPatient,  ///< `person` is the patient; identities stay
};

/// A person's word on who is who, as data. Numbers are those that stand after all edits before it.
struct IdentityEdit {
  EditKind kind = EditKind::kPatient;
  base::PersonId person;
  base::PersonId other;   ///< of kMerge and kSwap
  base::Timestamp start;  ///< of kSplit and kSwap, presentation time
  base::Timestamp end;    ///< of kSwap
  friend bool operator==(const IdentityEdit&, const IdentityEdit&) = default;
};

/// An edit and the number that a split gave to the second part. Numbers are never given twice.
struct AppliedEdit {
  IdentityEdit edit;
  base::PersonId new_person;
};

struct EditedPeople {
  People people;
  std::vector<AppliedEdit> applied;  ///< in order
};

/// Applies corrections in order to the result of associate(). Numbers of people who are not named
/// stay as they are, so there may be holes afterwards.
/// @throws base::Error(kUsage) for a person who is not there, a time at which a split or swap would
/// change nothing, or a merge of two who are seen in the same frame in different places.
EditedPeople apply_edits(const observation::ClipObservations& clip, People people,
                         std::span<const IdentityEdit> edits);

/// The number that somebody of before the edits has after them at a time; nothing if deleted.
std::optional<base::PersonId> person_after(std::span<const AppliedEdit> applied,
                                           base::PersonId before, base::Timestamp at);

/// The patient after the edits, and whether an edit says so.
struct PatientAfter {
  std::optional<base::PersonId> person;
  bool by_edit = false;
};

/// @param before  the patient before the edits. Of a patient who is split, the first part remains
/// the patient; a patient who is deleted is nobody.
PatientAfter patient_after(std::span<const AppliedEdit> applied,
                           std::optional<base::PersonId> before);

}  // namespace securepose::tracking
