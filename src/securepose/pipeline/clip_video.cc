#include "securepose/pipeline/clip_video.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/base/sha256.h"
#include "securepose/deidentification/leak_cover.h"
#include "securepose/pipeline/finished_video.h"
#include "securepose/pipeline/program_identity.h"
#include "securepose/pipeline/rendering.h"
#include "securepose/pipeline/second_look.h"
#include "securepose/pipeline/track_colours.h"

namespace securepose::pipeline {
namespace {

constexpr std::size_t kContactSheetPictures = 12;

/// Everything but fill and regions that the finished video's pixels depend on.
std::string segment_key(const ClipWork& work) {
  const media::EncodeOptions& encode = work.options.encode;
  return fmt::format("input {}\nprogram {}\ncrf {}\nthreads {}\n", work.record.source.sha256,
                     program_identity().build_sha256, encode.crf, encode.threads);
}

std::optional<base::PersonId> spared_person(const ClipWork& work) {
  if (work.options.cover.who != deidentification::CoverWho::kBystanders || !work.record.patient)
    return std::nullopt;
  return work.record.patient->suggestion.person;
}

void look_for_open_faces(ClipWork& work, const FaceCheck& check_faces) {
  SecondLookResult look = second_look(
      {work.record.source.file, work.staged("deidentified.mp4"), spared_person(work)}, check_faces,
      work.clip, work.record.people, work.plan, [&work] { render_video(work); }, work.cancellation,
      work.listener);
  work.face_check = report::CheckResult{look.frames_compared,
                                        static_cast<std::int64_t>(look.covered_leaks),
                                        static_cast<std::int64_t>(look.remaining.size()),
                                        {"CenterFace", "BlazeFace"}};
  work.record.checks.push_back(
      {std::string(kFaceCheck), look.remaining.empty(), std::move(look.sentences)});
  work.remaining_leaks = std::move(look.remaining);
}

}  // namespace

void render_video(ClipWork& work) {
  // Again after the second look, when only the pieces that changed are made anew.
  const SourceVideo& source = work.record.source;
  const SegmentLook look{segment_key(work), work.options.fill,
                         track_colours(work.clip, work.record.people)};
  const std::vector<Segment> segments =
      render({source.file, work.folder.segment_folder(), look, work.options.encode}, work.clip,
             work.plan, work.cancellation, work.listener);
  std::vector<std::filesystem::path> files;
  files.reserve(segments.size());
  for (const Segment& segment : segments) files.push_back(segment.file);
  media::join_segments(files, source.info, source.file, work.options.audio,
                       work.staged("deidentified.mp4"));
}

void check_video(ClipWork& work, const FaceCheck& check_faces) {
  if (check_faces) look_for_open_faces(work, check_faces);
  work.check_covers = check_covers_of(work.plan);
  inspect_video(work, work.staged("deidentified.mp4"));
}

void inspect_video(ClipWork& work, const std::filesystem::path& video) {
  const auto doubts = deidentification::doubts_of(work.remaining_leaks);
  work.record.doubtful.insert(work.record.doubtful.end(), doubts.begin(), doubts.end());
  work.wanted = wanted_pictures(work.clip.frames.size(), kContactSheetPictures,
                                work.record.doubtful, work.remaining_leaks);
  FinishedVideo finished =
      inspect_finished_video(video, work.clip, work.options.audio != media::AudioMode::kNone,
                             work.wanted, work.cancellation, work.listener);
  work.pictures = std::move(finished.pictures);
  if (!finished.faults.empty())
    throw base::Error(base::ErrorKind::kEnvironment,
                      "The finished video is not sound and was not kept: " +
                          fmt::format("{}", fmt::join(finished.faults, " ")) +
                          " Run again, and report it if it comes back.");
  work.record.checks.push_back({"finished_video", true, {}});
}

std::string look_sha256(const ClipWork& work) {
  const std::string key = fmt::format("crf {}\naudio {}\n", work.options.encode.crf,
                                      static_cast<int>(work.options.audio));
  std::string names;
  for (const Segment& segment :
       plan_segments(work.clip, work.plan,
                     {key, work.options.fill, track_colours(work.clip, work.record.people)}, {}))
    names += segment.file.string() + "\n";
  return base::sha256_hex(names);
}

}  // namespace securepose::pipeline
