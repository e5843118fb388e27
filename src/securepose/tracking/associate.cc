#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "securepose/observation/upright_clip.h"
#include "securepose/tracking/bodies.h"
#include "securepose/tracking/camera_path.h"
#include "securepose/tracking/face_continuity.h"
#include "securepose/tracking/face_owners.h"
#include "securepose/tracking/face_surroundings.h"
#include "securepose/tracking/face_tracks.h"
#include "securepose/tracking/false_positives.h"
#include "securepose/tracking/people.h"
#include "securepose/tracking/shots.h"
#include "securepose/tracking/validity.h"

namespace securepose::tracking {
namespace {

using observation::ClipObservations;

PictureSize size_of(const ClipObservations& clip) {
  return {static_cast<double>(clip.width_px), static_cast<double>(clip.height_px)};
}

// A person with what decides about the order of ids.
struct Ranked {
  Person person;
  double importance = 0;
};

class PeopleBuilder {
 public:
  PeopleBuilder(const ClipObservations& clip, const TrackingOptions& options)
      : clip_(clip), options_(options) {}

  People build() {
    People people;
    const CameraPath camera(clip_);
    people.cuts = find_cuts(clip_, camera, options_);
    table_ = make_detection_table(clip_, people.cuts, camera.offsets_px(), options_);
    const PictureSize picture = size_of(clip_);
    std::vector<Chain> bodies = find_bodies(picture);
    const std::vector<double> certainty = drop_false_bodies(bodies, people);
    assign_clip_faces(faces_, clip_, table_, bodies, options_.faces);
    const auto gap_faces = claim_gap_faces(faces_, bodies, table_, clip_, options_.faces);
    const LoneFaces lone = track_lone_faces(clip_, table_, faces_, picture, options_);
    const auto owners = owners_of(lone, bodies, table_, faces_, clip_, options_.faces);

    std::vector<Ranked> ranked;
    for (std::size_t b = 0; b < bodies.size(); ++b)
      ranked.push_back(body_with(bodies[b], certainty[b]));
    for (const GapFace& face : gap_faces) {
      PersonSample sample;
      sample.frame = face.frame;
      sample.face_indices = group_of(face.frame, face.group).indices;
      ranked[face.person].person.samples.push_back(std::move(sample));
    }
    for (Ranked& r : ranked) sort_samples(r.person);
    for (std::size_t f = 0; f < owners.size(); ++f) {
      if (owners[f])
        add_face_samples(lone.chains[f], lone.table, ranked[*owners[f]].person);
      else
        add_lone_face(lone.chains[f], lone.table, ranked, people);
    }
    number(ranked, people);
    return people;
  }

 private:
  // Links bodies, takes away the false positives that this shows, and links what is left anew.
  std::vector<Chain> find_bodies(PictureSize picture) {
    std::vector<Chain> bodies = chains_of_bodies(table_, picture, options_);
    faces_ = group_clip_faces(clip_, table_, options_.faces);
    assign_clip_faces(faces_, clip_, table_, bodies, options_.faces);
    const auto false_positives =
        false_positive_detections(bodies, table_, faces_, options_.validity);
    if (std::find(false_positives.begin(), false_positives.end(), true) != false_positives.end()) {
      table_ = without(table_, false_positives);
      bodies = chains_of_bodies(table_, picture, options_);
      faces_.of_detection.resize(table_.detections.size());
      assign_clip_faces(faces_, clip_, table_, bodies, options_.faces);
    }
    join_by_faces(bodies, faces_, table_, clip_, picture, options_);
    return bodies;
  }

  // Takes false bodies away.
  // @return the certainty of those that stay
  std::vector<double> drop_false_bodies(std::vector<Chain>& bodies, People& people) {
    std::vector<double> certainties;
    std::vector<Chain> kept;
    const auto judged = person_certainties(bodies, table_, faces_, options_);
    for (std::size_t b = 0; b < bodies.size(); ++b) {
      Chain& body = bodies[b];
      if (judged[b]) {
        certainties.push_back(*judged[b] * body.link_certainty);
        kept.push_back(std::move(body));
        continue;
      }
      ++people.dropped_tracklets;
    }
    bodies = std::move(kept);
    return certainties;
  }

  Ranked body_with(const Chain& body, double certainty) const {
    Ranked r;
    r.person.certainty = certainty;
    for (const std::uint32_t k : body.detections) {
      const Detection& s = table_.detections[k];
      PersonSample sample;
      sample.frame = s.frame;
      sample.person_index = s.index;
      if (faces_.of_detection[k])
        sample.face_indices = group_of(s.frame, *faces_.of_detection[k]).indices;
      sample.landmarks_trusted = s.landmarks_trusted;
      r.person.samples.push_back(std::move(sample));
      r.importance += s.size_px / clip_.height_px;
    }
    return r;
  }

  // Where the person was observed with another, weaker face, that one was mistaken.
  void add_face_samples(const Chain& face, const DetectionTable& lone, Person& person) const {
    const std::size_t before = person.samples.size();
    for (const std::uint32_t k : face.detections) {
      const Detection& s = lone.detections[k];
      const auto same = std::lower_bound(
          person.samples.begin(), person.samples.begin() + static_cast<std::ptrdiff_t>(before),
          s.frame, [](const PersonSample& a, base::FrameIndex f) { return a.frame < f; });
      if (same != person.samples.begin() + static_cast<std::ptrdiff_t>(before) &&
          same->frame == s.frame) {
        if (same->face_indices.empty() || s.score > clip_.frames[static_cast<std::size_t>(s.frame)]
                                                        .faces[same->face_indices.front()]
                                                        .detection.score)
          same->face_indices = group_of(s.frame, s.index).indices;
        continue;
      }
      PersonSample sample;
      sample.frame = s.frame;
      sample.face_indices = group_of(s.frame, s.index).indices;
      person.samples.push_back(std::move(sample));
    }
    sort_samples(person);
  }

  static void sort_samples(Person& person) {
    std::stable_sort(
        person.samples.begin(), person.samples.end(),
        [](const PersonSample& a, const PersonSample& b) { return a.frame < b.frame; });
  }

  void add_lone_face(const Chain& face, const DetectionTable& lone, std::vector<Ranked>& ranked,
                     People& people) const {
    const auto certainty = lone_face_certainty(face, surroundings_of(face, lone, table_, clip_),
                                               lone, faces_, options_.faces);
    if (!certainty) {
      ++people.dropped_tracklets;
      return;
    }
    Ranked r;
    r.person.certainty = *certainty;
    r.person.has_body = false;
    add_face_samples(face, lone, r.person);
    for (const std::uint32_t k : face.detections)
      r.importance += lone.detections[k].size_px / clip_.height_px;
    ranked.push_back(std::move(r));
  }

  const FaceGroup& group_of(base::FrameIndex frame, std::size_t group) const {
    return faces_.groups[static_cast<std::size_t>(frame)][group];
  }

  static void number(std::vector<Ranked>& ranked, People& people) {
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
      if (a.person.has_body != b.person.has_body) return a.person.has_body;
      return a.importance > b.importance;
    });
    for (Ranked& r : ranked) {
      r.person.id = base::PersonId{static_cast<std::int64_t>(people.people.size()) + 1};
      people.people.push_back(std::move(r.person));
    }
  }

  const ClipObservations& clip_;
  const TrackingOptions& options_;
  DetectionTable table_;
  ClipFaces faces_;
};

}  // namespace

People associate(const ClipObservations& clip, const TrackingOptions& options) {
  const observation::UprightClip upright(clip);
  return PeopleBuilder(upright.clip(), options).build();
}

}  // namespace securepose::tracking
