#pragma once

#include "securepose/kinematics/landmark_series.h"
#include "securepose/tracking/people.h"

namespace securepose::pipeline {

/// One person's landmarks over the whole clip: a sample for every frame, without points where the
/// person was not seen.
kinematics::LandmarkSeries person_series(const observation::ClipObservations& clip,
                                         const tracking::People& people,
                                         const tracking::Person& person);

/// The part of such a series from the person's first frame to the last, so that what others than
/// the patient cost does not grow with the length of the recording. Empty for somebody without
/// samples.
kinematics::LandmarkSeries while_present(kinematics::LandmarkSeries series,
                                         const tracking::Person& person);

/// The same of nobody: what is measured when the clip shows no patient.
kinematics::LandmarkSeries series_of_nobody(const observation::ClipObservations& clip);

}  // namespace securepose::pipeline
