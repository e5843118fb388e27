#include "securepose/pipeline/person_series.h"

#include <cstddef>
#include <iterator>

namespace securepose::pipeline {

kinematics::LandmarkSeries series_of_nobody(const observation::ClipObservations& clip) {
  kinematics::LandmarkSeries series;
  series.width_px = clip.width_px;
  series.height_px = clip.height_px;
  series.upright_turn_deg = clip.upright_turn_deg;
  series.samples.reserve(clip.frames.size());
  for (const observation::FrameObservations& frame : clip.frames) {
    kinematics::LandmarkSample& sample = series.samples.emplace_back();
    sample.frame = frame.frame;
    sample.time = frame.time;
  }
  return series;
}

kinematics::LandmarkSeries person_series(const observation::ClipObservations& clip,
                                         const tracking::People& people,
                                         const tracking::Person& person) {
  kinematics::LandmarkSeries series = series_of_nobody(clip);
  for (const tracking::PersonSample& sample : person.samples) {
    if (!sample.person_index || !sample.landmarks_trusted) continue;
    const auto position = static_cast<std::size_t>(sample.frame);
    const observation::FrameObservations& frame = clip.frames.at(position);
    const auto& landmarks = frame.people.at(*sample.person_index).landmarks;
    if (!landmarks) continue;
    series.samples[position] =
        kinematics::sample_from_blazepose(*landmarks, frame.frame, frame.time);
  }
  for (const base::FrameIndex cut : people.cuts)
    series.cuts.push_back(static_cast<std::size_t>(cut));
  return series;
}

kinematics::LandmarkSeries while_present(kinematics::LandmarkSeries series,
                                         const tracking::Person& person) {
  const auto size = static_cast<std::ptrdiff_t>(series.samples.size());
  const std::ptrdiff_t first = person.samples.empty() ? size : person.samples.front().frame;
  const std::ptrdiff_t end = person.samples.empty() ? size : person.samples.back().frame + 1;
  const auto begin = series.samples.begin();
  series.samples = {std::make_move_iterator(begin + first), std::make_move_iterator(begin + end)};
  std::erase_if(series.cuts, [&](std::size_t cut) {
    return static_cast<std::ptrdiff_t>(cut) <= first || static_cast<std::ptrdiff_t>(cut) >= end;
  });
  for (std::size_t& cut : series.cuts) cut -= static_cast<std::size_t>(first);
  return series;
}

}  // namespace securepose::pipeline
