#include "drawn_heads.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/tracking/assignment.h"
#include "securepose/tracking/trajectory.h"

namespace securepose::bench {
namespace {

using geometry::Box;
using testing::IdentifiedBox;

constexpr double kEnlarged = 1.6;  // as the scorer of covered faces takes a box for the head
constexpr double kMaxGap_s = 0.5;
constexpr double kHeadWidth = 0.75;  // of its height, for heads that nobody drew

std::vector<IdentifiedBox> heads_at(base::FrameIndex frame,
                                    const observation::ClipObservations& clip,
                                    const tracking::People& people) {
  const Box picture{0, 0, static_cast<double>(clip.width_px), static_cast<double>(clip.height_px)};
  std::vector<IdentifiedBox> heads;
  for (const tracking::Person& person : people.people) {
    const tracking::Trajectory way(clip, people.cuts, person);
    const auto at = way.head_at(frame);
    if (!at || at->gap_s > kMaxGap_s || !picture.contains(at->head.center)) continue;
    heads.push_back(
        {static_cast<int>(person.id.value),
         Box::around(at->head.center, kHeadWidth * at->head.height_px, at->head.height_px), false});
  }
  return heads;
}

// Gives each found head that lies within a drawn one the drawn box.
void lay_upon(const std::vector<IdentifiedBox>& drawn, std::vector<IdentifiedBox>& found) {
  std::vector<tracking::Candidate> candidates;
  for (std::size_t d = 0; d < drawn.size(); ++d)
    for (std::size_t f = 0; f < found.size(); ++f) {
      const auto center = found[f].box_px.center();
      if (!drawn[d].box_px.scaled(kEnlarged).contains(center)) continue;
      const double away = geometry::distance_px(center, drawn[d].box_px.center()) /
                          std::max(drawn[d].box_px.width_px(), drawn[d].box_px.height_px());
      candidates.push_back({d, f, 2 - away});
    }
  const auto chosen = tracking::best_assignment(drawn.size(), found.size(), candidates);
  for (std::size_t d = 0; d < drawn.size(); ++d)
    if (chosen[d]) found[*chosen[d]].box_px = drawn[d].box_px;
}

}  // namespace

DrawnIdentities drawn_identities(const std::filesystem::path& drawn_faces,
                                 const observation::ClipObservations& clip,
                                 const tracking::People& people) {
  std::ifstream in(drawn_faces);
  const auto json = nlohmann::json::parse(in, nullptr, false);
  if (json.is_discarded() || !json.contains("frames"))
    throw base::Error(base::ErrorKind::kInput,
                      fmt::format("{} holds no drawn faces.", drawn_faces.string()));
  std::map<int, std::vector<nlohmann::json>> frames;
  for (const auto& [frame, boxes] : json["frames"].items())
    frames[std::stoi(frame)] = boxes.get<std::vector<nlohmann::json>>();
  DrawnIdentities result;
  std::map<std::string, int> ids;
  for (const auto& [frame, boxes] : frames) {
    result.frames.push_back(frame);
    auto& truth = result.truth.emplace_back();
    for (const auto& box : boxes) {
      const auto person = box.value("person", std::string());
      const auto kind = box.value("kind", std::string());
      const bool ignore = person.empty() || kind == "printed" || kind == "unsure";
      const auto id = ids.emplace(person, static_cast<int>(ids.size()) + 1).first->second;
      const auto& b = box.at("box");
      truth.push_back({id, {b[0], b[1], b[2], b[3]}, ignore});
    }
    auto& found = result.found.emplace_back(heads_at(frame, clip, people));
    lay_upon(truth, found);
  }
  return result;
}

}  // namespace securepose::bench
