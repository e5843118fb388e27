#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/report/movement_data.h"

namespace securepose::report {

struct NetworkFact {
  std::string name;     ///< "BlazePose heavy"
  std::string task;     ///< "landmarks of the body"
  std::string version;  ///< as in the model manifest
  std::string sha256;   ///< of the network's file, hexadecimal
  std::string licence;
};

struct StageTime {
  std::string stage;  ///< "analyze", "track", "deidentify", "check", ...
  double seconds = 0;
};

/// What was run on what. Nothing in here may name the source file, a folder or a person.
struct RunFacts {
  std::string program_version;
  std::string input_id;  ///< pseudonymous id of the recording
  /// Shown as it is. The page carries no date unless this is set.
  std::optional<std::string> date;
  int width_px = 0;
  int height_px = 0;
  std::int64_t frames = 0;
  base::Timestamp duration;
  std::string codec;          ///< of the source, FFmpeg's name
  std::string codec_written;  ///< of deidentified.mp4; empty if none was written
  std::vector<Fact> options;  ///< those used, with their values
  std::vector<NetworkFact> networks;
  std::vector<StageTime> stages;
};

/// JPEG or PNG bytes of a picture in which every face is covered already. The page holds it as it
/// is; 480 px on the long side is enough.
struct CoveredPicture {
  std::string bytes;
  base::FrameIndex frame = 0;
  base::Timestamp time;
  std::string description;  ///< for readers who don't see it; may be empty
};

/// Why a stretch is covered, from the strongest evidence to the weakest.
enum class CoverEvidence {
  kSeen,      ///< a face or landmarks of the head in the frame itself
  kDrawn,     ///< drawn by hand
  kInferred,  ///< from the body alone, interpolated, or held from frames before and after
  kWhole,     ///< head not placeable or frame unreadable: person or frame wholly covered
};

struct CoveredStretch {
  base::Timestamp start;
  base::Timestamp end;  ///< the end of its last frame
  CoverEvidence evidence = CoverEvidence::kSeen;
};

/// One line of the timeline.
struct CoverLane {
  std::optional<base::PersonId> person;   ///< nothing: faces that belong to nobody, drawn boxes
  std::string label;                      ///< empty: "Person 2" or "Other faces"
  std::vector<CoveredStretch> stretches;  ///< in the order of time
};

struct DoubtfulMoment {
  base::Timestamp start;
  base::Timestamp end;
  base::FrameIndex first_frame = 0;
  base::FrameIndex last_frame = 0;
  std::optional<base::PersonId> person;
  std::string reason;                     ///< a sentence
  std::optional<CoveredPicture> picture;  ///< small, faces covered
};

/// The check of the finished video by networks that placed no region.
struct FaceCheckFigures {
  std::int64_t frames_checked = 0;
  /// Faces that the check found uncovered and that were then covered in a second rendering.
  std::int64_t faces_mended = 0;
  /// Faces that the check still finds in the delivered video; each is a doubtful moment too.
  std::int64_t faces_left = 0;
  std::vector<std::string> detectors;  ///< by name
};

/// One more check of the finished result: frame count, times, nothing but video inside, ...
struct FileCheck {
  std::string name;
  bool passed = false;
  std::vector<std::string> findings;  ///< sentences
};

struct Deidentification {
  bool done = true;  ///< false: only movement was asked for
  /// Why a person has to look at the result, as in run.json. The page never says "verified" if
  /// this is not empty, nor if anything else in here speaks against it.
  std::vector<std::string> review_reasons;
  std::vector<FileCheck> file_checks;
  std::optional<FaceCheckFigures> check;  ///< missing: the check did not run
  std::int64_t people_covered = 0;
  std::int64_t face_frames = 0;        ///< pairs of head and frame that are covered
  std::int64_t regions = 0;            ///< all covered regions
  std::int64_t frames_with_cover = 0;  ///< frames with at least one region
  std::int64_t frames_fully_covered = 0;
  double covered_area_share = 0;  ///< of all pixels of the clip, 0 to 1
  std::string fill;               ///< "soft", "solid", "pixelate", "blur"
  bool fill_is_reversible = false;
  std::string who;  ///< "everyone", "bystanders"
  /// Of the patient's frames those with an open face, and of the others' frames those that are
  /// covered, 0 to 1; missing unless only bystanders were to be covered.
  std::optional<double> patient_open_share;
  std::optional<double> others_covered_share;
  std::vector<CoverLane> lanes;          ///< see describe_cover() in cover_facts.h
  std::vector<DoubtfulMoment> doubtful;  ///< empty and checked: verified
  std::vector<CoveredPicture> contact_sheet;
};

/// The patient; see identity::PatientSuggestion.
struct Patient {
  base::PersonId person;
  bool chosen_by_user = false;
  double certainty = 0;  ///< 0 to 1, of the suggestion
  std::vector<std::string> reasons;
  std::optional<base::PersonId> runner_up;
};

/// All that the page tells.
struct ReportData {
  RunFacts run;
  Deidentification deidentification;
  std::optional<Patient> patient;
  Movement movement;
  std::vector<std::string> warnings;  ///< sentences the reader has to know before the numbers
  std::vector<std::string> notes;     ///< sentences, less pressing
  std::vector<Definition> definitions;
};

}  // namespace securepose::report
