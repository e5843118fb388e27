#include "securepose/cli/people_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace securepose::cli {
namespace {

using pipeline::PeopleTimeline;
using pipeline::PersonLane;
using pipeline::Presence;
using pipeline::PresenceStretch;

constexpr std::size_t kLabelColumns = 18;
constexpr std::size_t kLeastColumns = 40;
constexpr std::array kEvery = {Presence::kSeen, Presence::kFaceOnly, Presence::kHidden,
                               Presence::kHeld};

std::string mark_of(Presence presence, bool decorated) {
  switch (presence) {
    case Presence::kSeen:
      return decorated ? "█" : "#";
    case Presence::kFaceOnly:
      return decorated ? "▄" : "o";
    case Presence::kHidden:
      return decorated ? "░" : "-";
    case Presence::kHeld:
      break;
  }
  return decorated ? "·" : ".";
}

double overlap_s(const PresenceStretch& stretch, double from_s, double to_s) {
  return std::min(stretch.end.seconds(), to_s) - std::max(stretch.start.seconds(), from_s);
}

// What lasts longest in a stretch of time; nothing if the person is never there in it.
std::optional<Presence> longest(const PersonLane& lane, double from_s, double to_s) {
  std::array<double, kEvery.size()> lasts_s{};
  for (const PresenceStretch& stretch : lane.stretches)
    lasts_s[static_cast<std::size_t>(stretch.presence)] +=
        std::max(0.0, overlap_s(stretch, from_s, to_s));
  const auto most = std::max_element(lasts_s.begin(), lasts_s.end());
  if (*most <= 0) return std::nullopt;
  return kEvery[static_cast<std::size_t>(most - lasts_s.begin())];
}

std::string lane_text(const PersonLane& lane, const PeopleTimeline& timeline, std::size_t columns,
                      bool decorated) {
  const double start_s = timeline.start.seconds();
  const double bin_s = (timeline.end.seconds() - start_s) / static_cast<double>(columns);
  std::string text = fmt::format("{:>4} {:<7} {:.2f} ", lane.person.value,
                                 lane.is_patient ? "patient" : "", lane.certainty);
  if (decorated && lane.is_patient) text = "\033[1m" + text + "\033[0m";
  for (std::size_t i = 0; i < columns; ++i) {
    const double from_s = start_s + bin_s * static_cast<double>(i);
    const auto presence = longest(lane, from_s, from_s + bin_s);
    text += presence ? mark_of(*presence, decorated) : " ";
  }
  while (text.ends_with(' ')) text.pop_back();
  return text + "\n";
}

// Start, middle and end.
std::string axis_text(const PeopleTimeline& timeline, std::size_t columns) {
  const double start_s = timeline.start.seconds();
  const double end_s = timeline.end.seconds();
  std::string axis(kLabelColumns + columns, ' ');
  const auto put = [&](double time_s, std::size_t column) {
    const std::string text = fmt::format("{:.1f} s", time_s);
    const std::size_t at = std::min(column, axis.size() - text.size());
    axis.replace(at, text.size(), text);
  };
  put(start_s, kLabelColumns);
  put((start_s + end_s) / 2, kLabelColumns + columns / 2);
  put(end_s, axis.size());
  return axis + "\n";
}

}  // namespace

std::string people_text(const PeopleTimeline& timeline, std::size_t columns, bool decorated) {
  if (timeline.lanes.empty()) return "Nobody was found.\n";
  columns = std::max(columns, kLeastColumns) - kLabelColumns - 1;
  std::string text = fmt::format("{:>4} {:<7} {}\n", "who", "", "sure");
  for (const PersonLane& lane : timeline.lanes)
    text += lane_text(lane, timeline, columns, decorated);
  text += axis_text(timeline, columns);
  return text +
         fmt::format("{} seen  {} face only  {} hidden, covered  {} cover held\n",
                     mark_of(Presence::kSeen, decorated), mark_of(Presence::kFaceOnly, decorated),
                     mark_of(Presence::kHidden, decorated), mark_of(Presence::kHeld, decorated));
}

}  // namespace securepose::cli
