// How many uncovered heads `securepose check` finds, and how often it is wrong on a clean result.
//
//   seeded_leaks ORIGINAL REGIONS.json [option value]...
//     --video FILE      the clean de-identified video; without it the regions are painted here
//     --fill KIND       soft, solid, pixelate or blur, when painted here (soft)
//     --leave-out WORD  paints no region with this evidence ("check": as before the second look)
//     --rounds N        seeded versions of the clip (4); 0: only the clean result
//     --per-round N     most seeds in each (20)
//     --seed N          of the random numbers (1)
//     --crf N           of the encoder (23)
//     --detections FILE  keeps what the face detectors saw in the original, for the next time
//     --observe yes     fills this file and ends
//     --what WORD       heads: whole heads for 1, 2, 5 or 30 frames (the default); parts: of heads
//                       whose covers have grown together with others, for 1 or 3 frames; drawn:
//                       faces drawn by hand, for 1 or 3 frames
//     --drawn FILE      these faces
//     --blind yes       without networks: what the comparison of the pixels alone finds
//     --keep FOLDER     keeps the versions there, by number (clean.mp4 the first), each seeded one
//                       with its seeds: a line for each, first and last frame and the first box
//
// Each seed uncovers a place by pasting the original's pixels, the whole is encoded as H.264, and
// the check reads the two files. A seed is found if a leak is reported in one of its frames at its
// place.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <opencv2/core.hpp>
#include <string>

#include "securepose/check/check.h"
#include "securepose/covering/painter.h"
#include "securepose/media/video_reader.h"
#include "securepose/media/video_writer.h"
#include "seeding.h"
#include "stored_detections.h"

namespace {

namespace sp = securepose;
using sp::base::FrameIndex;
using sp::bench::Seed;
using sp::check::CheckResult;
using sp::check::Leak;
using sp::covering::FrameRegions;

struct Options {
  std::filesystem::path original;
  std::filesystem::path regions;
  std::map<std::string, std::string> named = {
      {"--video", ""},   {"--fill", "soft"},  {"--leave-out", ""},   {"--rounds", "4"},
      {"--crf", "23"},   {"--seed", "1"},     {"--per-round", "20"}, {"--detections", ""},
      {"--observe", ""}, {"--what", "heads"}, {"--drawn", ""},       {"--blind", ""},
      {"--keep", ""}};
  const std::string& at(const std::string& name) const { return named.at(name); }
  int number(const std::string& name) const { return std::stoi(named.at(name)); }
};

sp::covering::Fill fill_of(const std::string& name) {
  using Kind = sp::covering::FillKind;
  if (name == "solid") return {Kind::kSolid, {255, 0, 255}};
  if (name == "pixelate") return {Kind::kPixelate};
  if (name == "blur") return {Kind::kBlur};
  return {Kind::kSoft};
}

/// The mean colour of each person's regions over the clip, as a run fills them.
std::map<sp::base::PersonId, std::array<std::uint8_t, 3>> colours_of(
    const Options& options, const std::vector<FrameRegions>& regions) {
  std::map<sp::base::PersonId, cv::Vec4d> sums;
  sp::media::VideoReader original(options.original);
  while (const auto frame = original.next()) {
    for (const auto& region : regions.at(static_cast<std::size_t>(frame->index)).regions) {
      if (!region.person) continue;
      const auto box = intersection(region.ellipse.scaled(0.7).bounds(),
                                    {0, 0, double(frame->rgb.cols), double(frame->rgb.rows)});
      const cv::Rect part(static_cast<int>(box.x1_px), static_cast<int>(box.y1_px),
                          static_cast<int>(box.width_px()), static_cast<int>(box.height_px()));
      if (part.width < 1 || part.height < 1) continue;
      const cv::Scalar mean = cv::mean(frame->rgb(part));
      sums[*region.person] += cv::Vec4d(mean[0], mean[1], mean[2], 1);
    }
  }
  std::map<sp::base::PersonId, std::array<std::uint8_t, 3>> colours;
  for (const auto& [person, sum] : sums) {
    for (int i = 0; i < 3; ++i) {
      colours[person].at(static_cast<std::size_t>(i)) =
          cv::saturate_cast<std::uint8_t>(sum[i] / sum[3]);
    }
  }
  return colours;
}

/// Writes one version of the clip, with the seeds open.
void write_version(const Options& options, const std::vector<FrameRegions>& regions,
                   const sp::covering::Painter& painter, const std::vector<Seed>& seeds,
                   const std::filesystem::path& file) {
  sp::media::VideoReader original(options.original);
  std::optional<sp::media::VideoReader> clean;
  if (!options.at("--video").empty()) clean.emplace(options.at("--video"));
  const std::filesystem::path piece = std::filesystem::path(file).replace_extension(".piece");
  sp::media::SegmentWriter writer(piece, original.info(), {.crf = options.number("--crf")});
  while (auto frame = original.next()) {
    cv::Mat finished;
    if (clean) {
      finished = clean->next().value().rgb(cv::Rect({0, 0}, frame->rgb.size())).clone();
    } else {
      finished = frame->rgb.clone();
      painter.paint(regions.at(static_cast<std::size_t>(frame->index)), finished);
    }
    open_seeds(seeds, frame->index, frame->rgb, finished);
    frame->rgb = finished;
    writer.write(*frame);
  }
  writer.finish();
  std::filesystem::remove(file);
  sp::media::join_segments({piece}, original.info(), options.original, sp::media::AudioMode::kNone,
                           file);
  std::filesystem::remove(piece);
}

/// Eyes that see nothing.
class Blind final : public sp::check::CheckDetectors {
 public:
  std::vector<sp::check::RawFaceDetection> faces(FrameIndex, const cv::Mat&) override { return {}; }
  std::vector<sp::check::RawFaceDetection> faces_at(const cv::Mat&,
                                                    const sp::geometry::Box&) override {
    return {};
  }
  std::optional<sp::check::HeadDetection> head(const cv::Mat&, const sp::geometry::Box&) override {
    return std::nullopt;
  }
  std::vector<sp::observation::BodyShape> bodies(const cv::Mat&) override { return {}; }
  sp::detection::FaceEmbedding embedding(const cv::Mat&, const sp::geometry::Box&) override {
    return {};
  }
};

std::vector<Seed> seeds_for(const Options& options, const std::vector<FrameRegions>& regions,
                            const sp::media::VideoInfo& info, std::mt19937& random) {
  const sp::geometry::Box picture_px{0, 0, double(info.width_px), double(info.height_px)};
  const int at_most = options.number("--per-round");
  if (options.at("--what") == "parts")
    return sp::bench::choose_parts(regions, picture_px, at_most, random);
  if (options.at("--what") == "drawn")
    return sp::bench::choose_drawn(options.at("--drawn"), regions, at_most, random);
  return sp::bench::choose_seeds(regions, picture_px, at_most, random);
}

bool found(const Seed& seed, const CheckResult& result) {
  return std::any_of(result.leaks.begin(), result.leaks.end(), [&](const Leak& leak) {
    return std::any_of(leak.places.begin(), leak.places.end(), [&](const Leak::Place& place) {
      if (place.frame < seed.first || place.frame > seed.last()) return false;
      const auto& at = seed.places[static_cast<std::size_t>(place.frame - seed.first)];
      return at.scaled(1.2).contains(place.box_px.center()) && iou(place.box_px, at.bounds()) > 0.1;
    });
  });
}

struct Tally {
  int found = 0;
  int all = 0;
};

class Table {
 public:
  void add(const Seed& seed, bool was_found, bool face_seen, bool at_edge) {
    for (const std::string& row :
         {std::string("all"), fmt::format("{:2} frames", seed.places.size()),
          std::string(size_row(seed.head_px())),
          std::string(face_seen ? "face seen in the original" : "no face seen in the original"),
          std::string(at_edge ? "at the picture's edge" : "inside the picture")}) {
      rows_[row].all += 1;
      rows_[row].found += was_found ? 1 : 0;
    }
  }
  void print() const {
    for (const auto& [row, tally] : rows_) {
      fmt::print("  {:<30} {:5} of {:5} found, {:.2f} %\n", row, tally.found, tally.all,
                 100.0 * tally.found / tally.all);
    }
  }

 private:
  static const char* size_row(double head_px) {
    if (head_px < 24) return "size <24 px";
    if (head_px < 48) return "size 24-48 px";
    return head_px < 96 ? "size 48-96 px" : "size >96 px";
  }
  std::map<std::string, Tally> rows_;
};

void keep(const Options& options, const std::filesystem::path& file, const std::string& name,
          const std::vector<Seed>& seeds) {
  if (options.at("--keep").empty()) return;
  const std::filesystem::path folder = options.at("--keep");
  std::filesystem::create_directories(folder);
  std::filesystem::copy_file(file, folder / (name + ".mp4"),
                             std::filesystem::copy_options::overwrite_existing);
  if (seeds.empty()) return;
  std::ofstream list(folder / (name + ".seeds"));
  for (const Seed& seed : seeds) {
    const auto box = seed.places.front().bounds();
    list << fmt::format("{} {} {:.1f} {:.1f} {:.1f} {:.1f}\n", seed.first, seed.last(), box.x1_px,
                        box.y1_px, box.x2_px, box.y2_px);
  }
}

bool face_seen(const Seed& seed, sp::bench::StoredDetections& detectors) {
  for (std::size_t i = 0; i < seed.places.size(); ++i) {
    for (const auto& face : detectors.faces(seed.first + static_cast<FrameIndex>(i), {})) {
      if (face.score >= (face.centerface ? 0.3 : 0.6) &&
          seed.places[i].contains(face.box_px.center())) {
        return true;
      }
    }
  }
  return false;
}

void print(const Leak& leak) {
  const auto& box = leak.places.front().box_px;
  fmt::print("    {} frames {}-{} score {:.2f} at {:.0f},{:.0f} {:.0f}x{:.0f}\n",
             static_cast<int>(leak.kind), leak.first_frame, leak.last_frame, leak.score,
             box.center().x_px, box.center().y_px, box.width_px(), box.height_px());
}

bool at_edge(const Seed& seed, const sp::media::VideoInfo& info) {
  const auto box = seed.places.front().bounds();
  return box.x1_px < 0 || box.y1_px < 0 || box.x2_px > info.width_px || box.y2_px > info.height_px;
}

void run(const Options& options) {
  sp::bench::StoredDetections detectors(options.at("--detections"));
  const sp::media::VideoInfo info = sp::media::VideoReader(options.original).info();
  if (!options.at("--observe").empty()) {
    sp::media::VideoReader original(options.original);
    while (const auto frame = original.next()) detectors.faces(frame->index, frame->rgb);
    detectors.save();
    return;
  }
  const auto regions = sp::bench::read_regions(options.regions, options.at("--leave-out"));
  const sp::covering::Painter painter(fill_of(options.at("--fill")), colours_of(options, regions));
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / fmt::format("seeded_leaks_{}.mp4", ::getpid());
  const bool blind = !options.at("--blind").empty();
  Blind none;
  sp::check::CheckDetectors& used =
      blind ? static_cast<sp::check::CheckDetectors&>(none) : detectors;
  sp::check::CheckOptions about;
  about.facts = sp::check::facts_of_an_original();
  const auto check = [&](const std::vector<Seed>& seeds) {
    write_version(options, regions, painter, seeds, file);
    return sp::check::check(options.original, file, about, used, {}, {});
  };
  const CheckResult clean = check({});
  keep(options, file, "clean", {});
  fmt::print("{}: clean result: {} leaks in {:.1f} s, {:.2f} a minute\n",
             options.original.filename().string(), clean.leaks.size(), clean.duration_s,
             static_cast<double>(clean.leaks.size()) * 60 / std::max(clean.duration_s, 0.1));
  for (const Leak& leak : clean.leaks) print(leak);
  if (!blind) detectors.save();

  std::mt19937 random(static_cast<unsigned>(options.number("--seed")));
  Table table;
  for (int round = 0; round < options.number("--rounds"); ++round) {
    const auto seeds = seeds_for(options, regions, info, random);
    if (seeds.empty()) continue;
    const CheckResult result = check(seeds);
    keep(options, file, std::to_string(round), seeds);
    for (const Seed& seed : seeds) {
      const bool ok = found(seed, result);
      const bool seen = !blind && face_seen(seed, detectors);
      table.add(seed, ok, seen, at_edge(seed, info));
      if (!ok) {
        const auto at = seed.places.front();
        fmt::print(
            "  missed: round {} person {} frames {}-{} at {:.0f},{:.0f} {:.0f}x{:.0f} {}{}\n",
            round, seed.person.value, seed.first, seed.last(), at.center.x_px, at.center.y_px,
            2 * at.rx_px, 2 * at.ry_px, seen ? "face" : "no face",
            at_edge(seed, info) ? ", edge" : "");
      }
    }
    std::fflush(stdout);
  }
  table.print();
  std::filesystem::remove(file);
}

}  // namespace

int main(int argc, char** argv) try {
  Options options;
  bool valid = argc >= 3 && argc % 2 == 1;
  for (int i = 3; valid && i < argc; i += 2) {
    valid = options.named.contains(argv[i]);
    if (valid) options.named[argv[i]] = argv[i + 1];
  }
  if (!valid) {
    fmt::print(stderr, "usage: seeded_leaks ORIGINAL REGIONS.json [--option value]...\n");
    return 2;
  }
  options.original = argv[1];
  options.regions = argv[2];
  run(options);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "seeded_leaks: {}\n", error.what());
  return 1;
}
