// Prints how well association keeps people apart, as tables for the documents. HOTA, IDF1 and
// switches have the definitions of TrackEval (Luiten & Hoffhues 2020).
//
//   tracking_accuracy clips DRAWN_FACES_DIR JOURNAL_DIR   clips with people named by hand
//   tracking_accuracy scenes [SEEDS]                      synthetic scenes, 100 seeds by default
//   tracking_accuracy hour                                cost for an hour with 4 people
//   tracking_accuracy sides [SEEDS]                       left and right within a person

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "drawn_heads.h"
#include "securepose/kinematics/swap_repair.h"
#include "securepose/result/observation_journal.h"
#include "securepose/testing/synthetic_scene.h"
#include "securepose/testing/synthetic_walker.h"
#include "securepose/testing/tracking_metrics.h"
#include "securepose/tracking/people.h"

namespace {

namespace sp = securepose;
namespace fs = std::filesystem;
using sp::testing::SceneOptions;

// Drawn heads that nobody has, and people's heads where none is drawn.
std::string mistakes(const std::string& clip, const sp::bench::DrawnIdentities& identities) {
  std::string lines;
  const auto list = [&](const char* what, std::size_t at, const auto& boxes, const auto& others) {
    for (const auto& box : boxes) {
      const bool met = std::any_of(others.begin(), others.end(),
                                   [&](const auto& other) { return other.box_px == box.box_px; });
      if (met || box.ignore) continue;
      const auto center = box.box_px.center();
      lines += fmt::format("{} frame {}: {} {} at {:.0f},{:.0f}\n", clip, identities.frames[at],
                           what, box.id, center.x_px, center.y_px);
    }
  };
  for (std::size_t k = 0; k < identities.frames.size(); ++k) {
    list("nobody has drawn person", k, identities.truth[k], identities.found[k]);
    list("no head is drawn for person", k, identities.found[k], identities.truth[k]);
  }
  return lines;
}

int clips(const fs::path& drawn_dir, const fs::path& journal_dir) {
  fmt::print(
      "| clip | drawn frames | HOTA | IDF1 | switches | people | of them without a body |\n");
  fmt::print("|---|---|---|---|---|---|---|\n");
  sp::testing::IdentifiedFrames all_truth;
  sp::testing::IdentifiedFrames all_found;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(drawn_dir))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::string doubts;
  int base = 0;  // identities of different clips are different
  for (const fs::path& drawn : files) {
    const fs::path journal = journal_dir / (drawn.stem().string() + ".journal");
    if (!fs::exists(journal)) continue;
    const auto clip = sp::result::ObservationJournal::load_finished(journal);
    const auto people = sp::tracking::associate(clip, {});
    auto identities = sp::bench::drawn_identities(drawn, clip, people);
    const auto scores = sp::testing::score_identities(identities.truth, identities.found);
    const auto faces = std::count_if(people.people.begin(), people.people.end(),
                                     [](const auto& p) { return !p.has_body; });
    fmt::print("| {} | {} | {:.3f} | {:.3f} | {} | {} | {} |\n", drawn.stem().stem().string(),
               identities.truth.size(), scores.hota, scores.idf1, scores.switches.size(),
               people.people.size(), faces);
    doubts += mistakes(drawn.stem().stem().string(), identities);
    base += 1000;
    const auto append = [&](auto& from, auto& to) {
      for (auto& frame : from) {
        for (auto& box : frame) box.id += base;
        to.push_back(std::move(frame));
      }
    };
    append(identities.truth, all_truth);
    append(identities.found, all_found);
  }
  const auto scores = sp::testing::score_identities(all_truth, all_found);
  fmt::print("| all | {} | {:.3f} | {:.3f} | {} | | |\n{}", all_truth.size(), scores.hota,
             scores.idf1, scores.switches.size(), doubts);
  return 0;
}

struct SceneSums {
  double idf1 = 0;
  double hota = 0;
  double worst = 1;
  int good = 0;   // IDF1 of 0.98
  int clean = 0;  // no switch at a crossing
  std::size_t crossings = 0;
  std::size_t switches_at_crossings = 0;
  std::size_t switches = 0;
};

bool same(const sp::tracking::People& a, const sp::tracking::People& b) {
  return std::equal(a.people.begin(), a.people.end(), b.people.begin(), b.people.end(),
                    [](const auto& p, const auto& q) {
                      return p.id == q.id && p.certainty == q.certainty &&
                             std::equal(p.samples.begin(), p.samples.end(), q.samples.begin(),
                                        q.samples.end(), [](const auto& s, const auto& t) {
                                          return s.frame == t.frame &&
                                                 s.person_index == t.person_index &&
                                                 s.face_indices == t.face_indices;
                                        });
                    });
}

// Whether three threads at once find what one found alone.
bool same_on_threads(const sp::testing::SyntheticScene& scene, const sp::tracking::People& alone) {
  std::vector<sp::tracking::People> found(3);
  std::vector<std::thread> threads;
  threads.reserve(found.size());
  for (auto& people : found)
    threads.emplace_back([&] { people = sp::tracking::associate(scene.clip, {}); });
  for (auto& thread : threads) thread.join();
  return std::all_of(found.begin(), found.end(), [&](const auto& p) { return same(p, alone); });
}

void scenes_row(const std::string& name, const SceneOptions& fixed, bool two_to_eight, int seeds) {
  SceneSums sums;
  bool same_everywhere = true;
  for (int seed = 0; seed < seeds; ++seed) {
    SceneOptions options = fixed;
    if (two_to_eight) options.people = 2 + seed % 7;
    const auto scene = sp::testing::make_scene(options, 5000 + static_cast<std::uint64_t>(seed));
    const auto people = sp::tracking::associate(scene.clip, {});
    if (seed % 10 == 0) same_everywhere = same_everywhere && same_on_threads(scene, people);
    const auto found = sp::testing::identified(scene.clip, people);
    const auto scores = sp::testing::score_identities(sp::testing::identified(scene), found);
    const auto crossings = sp::testing::score_crossings(scene, found);
    sums.idf1 += scores.idf1 / seeds;
    sums.hota += scores.hota / seeds;
    sums.worst = std::min(sums.worst, scores.idf1);
    sums.good += scores.idf1 >= 0.98 ? 1 : 0;
    sums.clean += crossings.switches == 0 ? 1 : 0;
    sums.crossings += crossings.crossings;
    sums.switches_at_crossings += crossings.switches;
    sums.switches += scores.switches.size();
  }
  fmt::print("| {} | {} | {:.4f} | {:.4f} | {} | {:.3f} | {} | {} of {} | {} | {} |\n", name, seeds,
             sums.idf1, sums.worst, sums.good, sums.hota, sums.clean, sums.switches_at_crossings,
             sums.crossings, sums.switches, same_everywhere ? "yes" : "NO");
}

int scenes(int seeds) {
  fmt::print(
      "| scene | seeds | IDF1, mean | worst | seeds of 0.98 | HOTA | seeds without a switch at a "
      "crossing | switches at crossings | switches | same on threads |\n"
      "|---|---|---|---|---|---|---|---|---|---|\n");
  scenes_row("2-8 people, 30/s", {.fps = 30}, true, seeds);
  scenes_row("2-8 people, 60/s", {.fps = 60}, true, seeds);
  scenes_row("4 people, 10/s", {.fps = 10}, false, seeds);
  scenes_row("4 people, 25/s, times vary by half", {.fps = 25, .time_jitter = 0.5}, false, seeds);
  scenes_row("4 people, clothes half alike, 30/s", {.clothing_likeness = 0.5}, false, seeds);
  scenes_row("4 people, camera swings, 30/s", {.pan_px = 150}, false, seeds);
  scenes_row("3 people, two cuts, 30/s", {.people = 3, .cuts_s = {7, 14}}, false, seeds);
  return 0;
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

int hour() {
  SceneOptions options{.people = 4, .fps = 30, .duration_s = 3600};
  const auto scene = sp::testing::make_scene(options, 1);
  const double before_mb = peak_mb();
  const std::clock_t began = std::clock();  // the processor's time: other programs run as well
  const auto people = sp::tracking::associate(scene.clip, {});
  const double took_s = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  const auto scores = sp::testing::score_identities(sp::testing::identified(scene),
                                                    sp::testing::identified(scene.clip, people));
  fmt::print(
      "An hour at 30/s with 4 people: {:.1f} s of one core, {:.0f} MB above the observations' "
      "own {:.0f} MB; IDF1 {:.3f}, {} people.\n",
      took_s, peak_mb() - before_mb, before_mb, scores.idf1, people.people.size());
  return 0;
}

struct SideSums {
  std::size_t swapped = 0;
  std::size_t mended = 0;
  std::size_t right = 0;
  std::size_t broken = 0;
};

// One walk with a swap of 1 to 10 frames about every second, compared leg by leg with the same walk
// without.
void add_walk(const sp::testing::WalkerOptions& options, std::uint64_t seed, SideSums& sums) {
  using L = sp::kinematics::BodyLandmark;
  sp::testing::WalkerOptions clean = options;
  clean.disturbance.swaps.clear();
  const auto truth =
      sp::kinematics::tracks_from_series(sp::testing::synthetic_walk(clean, seed).series, 0.1);
  const auto seen =
      sp::kinematics::tracks_from_series(sp::testing::synthetic_walk(options, seed).series, 0.1);
  auto mended = seen;
  sp::kinematics::mend_swaps(mended, {});
  const auto differs = [&](const auto& tracks, std::size_t i) {
    for (const L landmark : {L::kLeftKnee, L::kRightKnee, L::kLeftAnkle, L::kRightAnkle}) {
      const auto a = tracks.at(landmark, i);
      const auto b = truth.at(landmark, i);
      if (a && b && sp::geometry::distance_px(*a, *b) > 1e-9) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const bool was_wrong = differs(seen, i);
    const bool is_wrong = differs(mended, i);
    ++(was_wrong ? sums.swapped : sums.right);
    if (was_wrong && !is_wrong) ++sums.mended;
    if (!was_wrong && is_wrong) ++sums.broken;
  }
}

int sides(int seeds) {
  using sp::testing::WalkerView;
  fmt::print(
      "| view, noise | swapped frames | mended | right frames | broken |\n|---|---|---|---|---|\n");
  struct Case {
    const char* name;
    WalkerView view;
    double noise_px;
  };
  for (const Case& c :
       {Case{"side, 1 px", WalkerView::kSide, 1}, Case{"side, 3 px", WalkerView::kSide, 3},
        Case{"front, 1 px", WalkerView::kFront, 1}, Case{"back, 1 px", WalkerView::kBack, 1}}) {
    SideSums sums;
    for (int seed = 0; seed < seeds; ++seed)
      for (const double fps : {30.0, 60.0}) {
        sp::testing::WalkerOptions options;
        options.fps = fps;
        options.duration_s = 6;
        options.camera = {.view = c.view, .orthographic = false, .distance_m = 5};
        options.disturbance = {.noise_px = c.noise_px, .dropout_share = 0.02};
        for (int k = 0; k < 5; ++k)
          options.disturbance.swaps.push_back(
              {static_cast<std::size_t>((0.5 + k + 0.03 * (seed % 20)) * fps),
               static_cast<std::size_t>(1 + (seed + 3 * k) % 10), (seed + k) % 2 == 0});
        add_walk(options, static_cast<std::uint64_t>(seed) + 1, sums);
      }
    fmt::print("| {} | {} | {:.2f} % | {} | {:.3f} % |\n", c.name, sums.swapped,
               100.0 * static_cast<double>(sums.mended) / static_cast<double>(sums.swapped),
               sums.right,
               100.0 * static_cast<double>(sums.broken) / static_cast<double>(sums.right));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string what = argc > 1 ? argv[1] : "";
  const int seeds = argc > 2 ? std::atoi(argv[2]) : 100;
  if (what == "clips" && argc == 4) return clips(argv[2], argv[3]);
  if (what == "scenes" && seeds > 0) return scenes(seeds);
  if (what == "hour") return hour();
  if (what == "sides" && seeds > 0) return sides(seeds);
  fmt::print(stderr,
             "usage: tracking_accuracy clips DRAWN_FACES_DIR JOURNAL_DIR | scenes [SEEDS] | hour | "
             "sides [SEEDS]\n");
  return 2;
} catch (const std::exception& error) {
  fmt::print(stderr, "tracking_accuracy: {}\n", error.what());
  return 1;
}
