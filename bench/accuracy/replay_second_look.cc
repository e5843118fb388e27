// Repeats everything after the analysis that decides what is covered (tracking, cover planning,
// rendering, the second look with its additions) from the observations of an interrupted or linked
// journal. With the second look's detections of the original kept in a file, a change of any of
// these is measured in a fraction of a run's time.
//
//   replay_second_look JOURNAL ORIGINAL DETECTIONS OUT
//
// Writes OUT/<clip>.json for the scorer of hand-drawn faces, OUT/<clip>.regions.json as `run` does,
// and the covered video OUT/<clip>.mp4.

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>

#include "scorer_regions.h"
#include "securepose/base/atomic_file.h"
#include "securepose/covering/cover_plan.h"
#include "securepose/media/video_reader.h"
#include "securepose/pipeline/rendering.h"
#include "securepose/pipeline/second_look.h"
#include "securepose/result/observation_journal.h"
#include "securepose/result/regions_json.h"
#include "securepose/tracking/people.h"
#include "stored_detections.h"

namespace {

namespace fs = std::filesystem;
namespace sp = securepose;
using sp::check::Leak;

void print(const Leak& leak) {
  const auto& box = leak.places.front().box_px;
  fmt::print("  {} frames {}-{} score {:.2f} at {:.0f},{:.0f} {:.0f}x{:.0f}\n",
             leak.kind == sp::check::LeakKind::kGap        ? "gap"
             : leak.kind == sp::check::LeakKind::kLegible  ? "legible"
             : leak.kind == sp::check::LeakKind::kEdge     ? "edge"
             : leak.kind == sp::check::LeakKind::kOpenFace ? "face"
                                                           : "head",
             leak.first_frame, leak.last_frame, leak.score, box.center().x_px, box.center().y_px,
             box.width_px(), box.height_px());
}

void replay(const fs::path& journal, const fs::path& original, const fs::path& detections,
            const fs::path& out) {
  const std::string name = original.filename().string();
  const auto clip = sp::result::ObservationJournal::load_finished(journal);
  const auto people = sp::tracking::associate(clip, {});
  auto plan = sp::covering::plan_cover(clip, people, {});
  fs::create_directories(out);
  const fs::path finished = out / (name + ".mp4");
  const fs::path pieces = out / (name + ".pieces");
  fs::create_directories(pieces);
  const auto info = sp::media::VideoReader(original).info();
  const auto render = [&] {
    const sp::pipeline::SegmentLook look{name, {}, sp::pipeline::track_colours(clip, people)};
    std::vector<fs::path> files;
    for (const auto& piece :
         sp::pipeline::render({original, 0, pieces, look, {}}, clip, plan, {}, {}))
      files.push_back(piece.file);
    fs::remove(finished);
    sp::media::join_segments(files, info, original, sp::media::AudioMode::kNone, finished);
  };
  render();
  sp::bench::StoredDetections detectors(detections);
  const auto check = [&](const fs::path& before, const fs::path& after,
                         const sp::check::CheckOptions& options,
                         const sp::base::Cancellation& cancellation,
                         const std::function<void(sp::base::FrameIndex)>& on_frame) {
    auto result = sp::check::check(before, after, options, detectors, cancellation, on_frame);
    fmt::print("{}: a look finds {}\n", name, result.leaks.size());
    for (const Leak& leak : result.leaks) print(leak);
    return result;
  };
  const auto look = sp::pipeline::second_look({original, finished, {}}, check, clip, people, plan,
                                              render, {}, {});
  detectors.save();
  fmt::print("{}: {} covered, {} remain, {} doubtful\n", name, look.covered_leaks,
             look.remaining.size(), plan.doubtful.size());
  for (const Leak& leak : look.remaining) print(leak);
  sp::bench::write_scorer_regions(plan, name, out / (name + ".json"));
  sp::base::write_file_atomically(out / (name + ".regions.json"),
                                  sp::result::regions_json(plan, clip.width_px, clip.height_px));
  fs::remove_all(pieces);
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 5) {
    fmt::print(stderr, "usage: replay_second_look JOURNAL ORIGINAL DETECTIONS OUT\n");
    return 2;
  }
  replay(argv[1], argv[2], argv[3], argv[4]);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "replay_second_look: {}\n", error.what());
  return 1;
}
