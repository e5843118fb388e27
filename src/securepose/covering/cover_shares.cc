#include "securepose/covering/cover_shares.h"

#include <cstddef>
#include <vector>

#include "securepose/covering/covered_share.h"
#include "securepose/covering/faces_on_bodies.h"
#include "securepose/covering/head_track.h"
#include "securepose/observation/upright_clip.h"

namespace securepose::covering {
namespace {

/// A face of which no more is covered is open, and one of which at least so much is covered is
/// covered; the second is what drawn faces are held to as well.
constexpr double kOpen = 0.1;
constexpr double kCovered = 0.9;

/// The head itself, vertex to chin, without any margin.
geometry::Ellipse bare_head(const HeadState& head) {
  HeadState exact = head;
  exact.center_sigma_px = 0;
  exact.height_sigma_px = 0;
  geometry::Ellipse ellipse = head_ellipse(exact);
  return ellipse.scaled(head.height_px / (2 * ellipse.ry_px));
}

std::optional<double> share(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::optional<double> CoverShares::patient_open_share() const {
  return share(patient_open, patient_seen);
}

std::optional<double> CoverShares::others_covered_share() const {
  return share(others_covered, others_seen);
}

CoverShares cover_shares(const observation::ClipObservations& clip, const tracking::People& people,
                         std::optional<base::PersonId> patient, const CoverPlan& plan) {
  const observation::UprightClip upright(clip);
  std::vector<base::FrameIndex> shots{0};
  shots.insert(shots.end(), people.cuts.begin(), people.cuts.end());
  CoverShares shares;
  const auto count = [&](base::FrameIndex at, const HeadState& head, bool is_patient) {
    if (!head.basis.face && !head.basis.landmarks) return;
    const FrameRegions& frame = plan.frames.at(static_cast<std::size_t>(at));
    const double covered =
        frame.cover_everything
            ? 1
            : share_covered(upright.to_recorded()(bare_head(head)), frame.regions);
    if (is_patient) {
      ++shares.patient_seen;
      if (covered < kOpen) ++shares.patient_open;
    } else {
      ++shares.others_seen;
      if (covered >= kCovered) ++shares.others_covered;
    }
  };
  const tracking::CameraPath camera(upright.clip());
  // Chests and knees that were taken for weak faces are no heads to be covered.
  const tracking::People heads = without_faces(people, faces_on_bodies(upright.clip(), people));
  for (const tracking::Person& person : heads.people) {
    for (const HeadTrack& track : follow_head(upright.clip(), camera, person, shots))
      for (std::size_t i = 0; i < track.states.size(); ++i)
        count(track.first_frame + static_cast<base::FrameIndex>(i), track.states[i],
              person.id == patient);
  }
  return shares;
}

}  // namespace securepose::covering
