#include "seeding.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <set>

#include "securepose/base/error.h"

namespace securepose::bench {
namespace {

using base::FrameIndex;
using covering::FrameRegions;
using covering::Region;
using geometry::Ellipse;

constexpr std::array<std::size_t, 4> kLengths{1, 2, 5, 30};
/// Seeds at one place are so many frames and seconds apart, more than the check bridges.
constexpr FrameIndex kApartFrames = 45;
constexpr double kApart_s = 1.5;
/// Seeds at the same time are so many head sizes apart.
constexpr double kApartSizes = 3;
/// So much of a head lies in the picture, or there is nothing to uncover.
constexpr double kInPicture = 1.0 / 3;

bool shows_a_head(const Region& region) {
  const auto has = [&](const char* what) {
    return std::find(region.evidence.begin(), region.evidence.end(), what) != region.evidence.end();
  };
  return region.person && (has("face") || has("pose") || has("interpolated")) && !has("body");
}

/// From this certainty on, in one frame, somebody without a body surely has a face: things that
/// were taken for small faces again and again have nothing to uncover.
constexpr double kSureFace = 0.6;

std::set<base::PersonId> sure_people(const std::vector<FrameRegions>& frames) {
  std::set<base::PersonId> sure;
  for (const FrameRegions& frame : frames) {
    for (const Region& region : frame.regions) {
      const auto& evidence = region.evidence;
      const bool posed = std::find(evidence.begin(), evidence.end(), "pose") != evidence.end();
      if (region.person && (posed || region.certainty >= kSureFace)) sure.insert(*region.person);
    }
  }
  return sure;
}

bool apart(const Seed& a, const Seed& b, const std::vector<FrameRegions>& frames) {
  const Seed& early = a.first <= b.first ? a : b;
  const Seed& late = a.first <= b.first ? b : a;
  const auto time = [&](FrameIndex f) { return frames[static_cast<std::size_t>(f)].time; };
  if (late.first - early.last() > kApartFrames &&
      (time(late.first) - time(early.last())).seconds() > kApart_s) {
    return true;
  }
  for (const Ellipse& one : a.places) {
    for (const Ellipse& other : b.places) {
      const double size_px = std::max({one.rx_px, one.ry_px, other.rx_px, other.ry_px}) * 2;
      if (distance_px(one.center, other.center) < kApartSizes * size_px) return false;
    }
  }
  return true;
}

/// The person's heads of `length` frames from `first` on, if all of them rest on evidence and lie
/// in the picture.
std::optional<Seed> seed_at(const std::vector<FrameRegions>& frames,
                            const geometry::Box& picture_px, base::PersonId person,
                            FrameIndex first, std::size_t length) {
  Seed seed;
  seed.person = person;
  seed.first = first;
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t f = static_cast<std::size_t>(first) + i;
    if (f >= frames.size()) return std::nullopt;
    const auto region =
        std::find_if(frames[f].regions.begin(), frames[f].regions.end(),
                     [&](const Region& r) { return r.person == person && shows_a_head(r); });
    if (region == frames[f].regions.end()) return std::nullopt;
    if (share_inside(region->ellipse.bounds(), picture_px) < kInPicture) return std::nullopt;
    seed.places.push_back(region->ellipse);
  }
  return seed;
}

}  // namespace

std::vector<FrameRegions> read_regions(const std::filesystem::path& file,
                                       const std::string& leave_out) {
  std::ifstream stream(file);
  const auto json = nlohmann::json::parse(stream, nullptr, false);
  if (json.is_discarded()) {
    throw base::Error::about_file(base::ErrorKind::kInput, file, "it is not JSON",
                                  "Name the regions.json of a run.");
  }
  std::vector<FrameRegions> frames;
  for (const auto& entry : json.at("frames")) {
    FrameRegions frame;
    frame.frame = entry.at("frame");
    frame.time = base::Timestamp::from_seconds(entry.at("time_s"));
    for (const auto& r : entry.at("regions")) {
      Region region;
      if (r.contains("person") && !r.at("person").is_null()) {
        region.person = base::PersonId{r.at("person")};
      }
      const auto& e = r.at("ellipse");
      region.ellipse = {
          {e.at("cx_px"), e.at("cy_px")}, e.at("rx_px"), e.at("ry_px"), e.at("angle_deg")};
      region.certainty = r.at("certainty");
      region.evidence = r.at("evidence").get<std::vector<std::string>>();
      if (std::find(region.evidence.begin(), region.evidence.end(), leave_out) ==
          region.evidence.end()) {
        frame.regions.push_back(std::move(region));
      }
    }
    frames.push_back(std::move(frame));
  }
  return frames;
}

namespace {

/// People by the frames in which their heads can be uncovered.
using Heads = std::map<base::PersonId, std::vector<FrameIndex>>;

Heads heads_of(const std::vector<FrameRegions>& frames) {
  const std::set<base::PersonId> sure = sure_people(frames);
  Heads heads;
  for (const FrameRegions& frame : frames) {
    for (const Region& region : frame.regions) {
      if (shows_a_head(region) && sure.contains(*region.person))
        heads[*region.person].push_back(frame.frame);
    }
  }
  return heads;
}

/// True if another cover of the frame reaches into this one.
bool is_joined(const FrameRegions& frame, const Ellipse& head) {
  return std::any_of(frame.regions.begin(), frame.regions.end(), [&](const Region& other) {
    const Ellipse& its = other.ellipse;
    if (distance_px(its.center, head.center) < 1) return false;  // the same
    const geometry::Point towards = its.center - head.center;
    const double apart_px = geometry::norm_px(towards);
    return apart_px < std::min(head.rx_px, head.ry_px) + std::min(its.rx_px, its.ry_px);
  });
}

/// Makes seeds until there are enough, each apart from all others.
std::vector<Seed> choose(int at_most, const std::vector<FrameRegions>& frames,
                         const std::function<std::optional<Seed>()>& make) {
  std::vector<Seed> seeds;
  for (int tries = 0; tries < 40 * at_most && static_cast<int>(seeds.size()) < at_most; ++tries) {
    auto seed = make();
    if (seed && std::all_of(seeds.begin(), seeds.end(),
                            [&](const Seed& other) { return apart(*seed, other, frames); })) {
      seeds.push_back(std::move(*seed));
    }
  }
  return seeds;
}

std::size_t below(std::size_t n, std::mt19937& random) {
  std::uniform_real_distribution<double> uniform(0, 1);
  return std::min(n - 1, static_cast<std::size_t>(uniform(random) * static_cast<double>(n)));
}

constexpr std::array<std::size_t, 2> kMoments{1, 3};

}  // namespace

std::vector<Seed> choose_seeds(const std::vector<FrameRegions>& frames,
                               const geometry::Box& picture_px, int at_most, std::mt19937& random) {
  const Heads heads = heads_of(frames);
  if (heads.empty()) return {};
  std::uniform_real_distribution<double> uniform(0, 1);
  return choose(at_most, frames, [&] {
    // A person seen rarely is as likely as any other, and so is each length.
    const auto& [person, seen] =
        *std::next(heads.begin(), static_cast<long>(below(heads.size(), random)));
    const FrameIndex first = seen[below(seen.size(), random)];
    auto seed = seed_at(frames, picture_px, person, first, kLengths[below(4, random)]);
    if (seed) {
      seed->opened = 1.0 + 0.25 * uniform(random);
      seed->feathered = uniform(random) < 0.5;
    }
    return seed;
  });
}

std::vector<Seed> choose_parts(const std::vector<FrameRegions>& frames,
                               const geometry::Box& picture_px, int at_most, std::mt19937& random) {
  Heads joined;
  for (const auto& [person, seen] : heads_of(frames)) {
    for (const FrameIndex frame : seen) {
      const auto seed = seed_at(frames, picture_px, person, frame, 1);
      if (seed && is_joined(frames[static_cast<std::size_t>(frame)], seed->places.front()))
        joined[person].push_back(frame);
    }
  }
  if (joined.empty()) return {};
  std::uniform_real_distribution<double> uniform(0, 1);
  return choose(at_most, frames, [&]() -> std::optional<Seed> {
    const auto& [person, seen] =
        *std::next(joined.begin(), static_cast<long>(below(joined.size(), random)));
    const FrameIndex first = seen[below(seen.size(), random)];
    auto seed = seed_at(frames, picture_px, person, first, kMoments[below(2, random)]);
    if (!seed) return std::nullopt;
    const double part = 0.6 + 0.2 * uniform(random);
    const double way = 2 * std::numbers::pi * uniform(random);
    for (Ellipse& place : seed->places) {
      const double off_px = (1 - part) * std::min(place.rx_px, place.ry_px);
      place = place.scaled(part);
      place.center = place.center + geometry::Point{off_px * std::cos(way), off_px * std::sin(way)};
    }
    seed->feathered = uniform(random) < 0.5;
    return seed;
  });
}

std::vector<Seed> choose_drawn(const std::filesystem::path& drawn,
                               const std::vector<FrameRegions>& frames, int at_most,
                               std::mt19937& random) {
  std::ifstream stream(drawn);
  const auto json = nlohmann::json::parse(stream, nullptr, false);
  if (json.is_discarded()) {
    throw base::Error::about_file(base::ErrorKind::kInput, drawn, "it is not JSON",
                                  "Name a file of faces drawn by hand.");
  }
  std::vector<std::pair<FrameIndex, geometry::Box>> faces;
  for (const auto& [number, boxes] : json.at("frames").items()) {
    for (const auto& face : boxes) {
      const std::string kind = face.at("kind");
      if (kind != "clear" && kind != "profile" && kind != "partial" && kind != "tiny") continue;
      const auto& b = face.at("box");
      faces.push_back({std::stoll(number), {b.at(0), b.at(1), b.at(2), b.at(3)}});
    }
  }
  if (faces.empty()) return {};
  return choose(at_most, frames, [&]() -> std::optional<Seed> {
    const auto& [frame, box] = faces[below(faces.size(), random)];
    const auto around = static_cast<FrameIndex>(kMoments[below(2, random)] / 2);
    const auto in = [&](FrameIndex f) -> const std::vector<Region>& {
      return frames.at(static_cast<std::size_t>(f)).regions;
    };
    if (frame - around < 0 || frame + around >= static_cast<FrameIndex>(frames.size()))
      return std::nullopt;
    const auto cover = std::find_if(in(frame).begin(), in(frame).end(), [&](const Region& r) {
      return r.person && r.contains(box.center());
    });
    Seed seed;
    seed.first = frame - around;
    for (FrameIndex f = frame - around; f <= frame + around; ++f) {
      Ellipse place = geometry::inscribed(box);
      if (cover != in(frame).end()) {
        seed.person = *cover->person;
        const auto moved = std::find_if(in(f).begin(), in(f).end(),
                                        [&](const Region& r) { return r.person == cover->person; });
        if (moved != in(f).end())
          place.center = place.center + (moved->ellipse.center - cover->ellipse.center);
      }
      seed.places.push_back(place);
    }
    return seed;
  });
}

void open_seeds(const std::vector<Seed>& seeds, FrameIndex frame, const cv::Mat& original,
                cv::Mat& finished) {
  for (const Seed& seed : seeds) {
    if (frame < seed.first || frame > seed.last()) continue;
    const Ellipse at =
        seed.places[static_cast<std::size_t>(frame - seed.first)].scaled(seed.opened);
    cv::Mat open(finished.size(), CV_8U, cv::Scalar(0));
    cv::ellipse(
        open,
        cv::RotatedRect({static_cast<float>(at.center.x_px), static_cast<float>(at.center.y_px)},
                        {static_cast<float>(2 * at.rx_px), static_cast<float>(2 * at.ry_px)},
                        static_cast<float>(at.angle_deg)),
        cv::Scalar(255), cv::FILLED);
    if (!seed.feathered) {
      original.copyTo(finished, open);
      continue;
    }
    const int width_px = std::max(3, static_cast<int>(0.15 * at.rx_px) | 1);
    cv::blur(open, open, {width_px, width_px});
    cv::Mat share;
    cv::cvtColor(open, share, cv::COLOR_GRAY2RGB);
    cv::Mat one;
    cv::Mat other;
    cv::multiply(original, share, one, 1 / 255.0);
    cv::multiply(finished, cv::Scalar::all(255) - share, other, 1 / 255.0);
    finished = one + other;
  }
}

}  // namespace securepose::bench
