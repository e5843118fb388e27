#include "securepose/pipeline/clip_video.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/base/program_identity.h"
#include "securepose/base/sha256.h"
#include "securepose/pipeline/finished_video.h"
#include "securepose/pipeline/leak_cover.h"
#include "securepose/pipeline/rendering.h"
#include "securepose/pipeline/second_look.h"
#include "securepose/pipeline/track_colours.h"

namespace securepose::pipeline {
namespace {

constexpr std::size_t kContactSheetPictures = 12;

/// Everything but fill and regions that the finished video's pixels depend on.
std::string segment_key(const ClipWork& work) {
  const media::EncodeOptions& encode = work.options.encode;
  return fmt::format("input {}\nturn {}\nparts {}\nprogram {}\ncrf {}\nthreads {}\n",
                     work.record.source.sha256, work.record.source.turn_deg,
                     fmt::join(work.part_turns_deg, ","), base::program_identity().build_sha256,
                     encode.crf, encode.threads);
}

using FrameRanges = std::optional<std::vector<check::FrameRange>>;

bool is_within(const check::Leak& leak, const std::vector<check::FrameRange>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const auto& range) {
    return leak.first_frame <= range.last && leak.last_frame >= range.first;
  });
}

// What an earlier look found outside the frames that were looked at now still stands.
void keep_earlier_findings(const ClipWork& work, const std::vector<check::FrameRange>& ranges,
                           SecondLookResult& look) {
  for (const auto& leak : work.remaining_leaks)
    if (!is_within(leak, ranges)) look.remaining.push_back(leak);
  look.frames_compared = work.face_check->frames_checked;
  look.covered_leaks += static_cast<std::size_t>(work.face_check->faces_mended);
  std::vector<std::string> sentences = work.face_check_findings;
  if (!ranges.empty())
    for (const std::string& sentence : look.sentences)
      sentences.push_back("After corrections: " + sentence);
  look.sentences = std::move(sentences);
}

void look_for_open_faces(ClipWork& work, const FaceCheck& check_faces, FrameRanges ranges) {
  if (!work.face_check) ranges.reset();
  SecondLookResult look = second_look(
      {work.record.source.file, work.staged("deidentified.mp4"), work.record.cover.left_open,
       work.options.cover.what == covering::CoverWhat::kFace, work.record.source.turn_deg,
       work.part_turns_deg, ranges},
      check_faces, work.clip, work.record.people, work.plan, [&work] { render_video(work); },
      work.cancellation, work.listener);
  if (ranges) keep_earlier_findings(work, *ranges, look);
  work.face_check = report::FaceCheckFigures{look.frames_compared,
                                             static_cast<std::int64_t>(look.covered_leaks),
                                             static_cast<std::int64_t>(look.remaining.size()),
                                             {"CenterFace", "BlazeFace", "MoveNet", "FaceRes"}};
  work.face_check_findings = std::move(look.sentences);
  work.remaining_leaks = std::move(look.remaining);
}

}  // namespace

void render_video(ClipWork& work) {
  // Again after the second look, when only the pieces that changed are made anew.
  const result::SourceVideo& source = work.record.source;
  const SegmentLook look{segment_key(work), work.options.fill,
                         track_colours(work.clip, work.record.people)};
  const std::vector<Segment> segments =
      render({source.file, media::Turns(source.turn_deg, work.part_turns_deg),
              work.folder.segment_folder(), look, work.options.encode},
             work.clip, work.plan, work.cancellation, work.listener);
  std::vector<std::filesystem::path> files;
  files.reserve(segments.size());
  for (const Segment& segment : segments) files.push_back(segment.file);
  media::join_segments(files, source.info, source.file, work.options.audio,
                       work.staged("deidentified.mp4"));
}

void check_video(ClipWork& work, const FaceCheck& check_faces, const FrameRanges& ranges) {
  if (check_faces) look_for_open_faces(work, check_faces, ranges);
  work.check_covers = covering::check_covers_of(work.plan);
  inspect_video(work, work.staged("deidentified.mp4"));
}

void inspect_video(ClipWork& work, const std::filesystem::path& video) {
  if (work.face_check)
    work.record.checks.push_back(
        {std::string(result::kFaceCheck), work.remaining_leaks.empty(), work.face_check_findings});
  work.record.face_check = work.face_check;
  work.record.remaining_leaks = work.remaining_leaks;
  const auto doubts = doubts_of(work.remaining_leaks, work.plan);
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
