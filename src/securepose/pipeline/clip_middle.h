#pragma once

#include <vector>

#include "securepose/pipeline/clip_work.h"

namespace securepose::pipeline {

// The middle of the way of the data: all observations of a clip are there, the video is not
// touched. Takes seconds and can be repeated with other identities.

/// Sentences that the observations and the options ask for.
void warn_of_options(ClipWork& work);
void warn_of_observations(ClipWork& work);

/// Decides who is who and who the patient is, and applies the edits to that.
/// @throws base::Error(kUsage) if options.patient is nobody or an edit can't be applied.
void find_people(ClipWork& work);

/// Decides who is left open, if only bystanders are to be covered: the patient whom the user named,
/// or whom the program is sure enough of; else everyone is covered and the result asks who it is.
/// Plans what is covered, with the covers of earlier checks; no edit uncovers anything, see
/// keep_covers().
void plan_regions(ClipWork& work);

/// Measures every person's movement and writes poses.csv and the patient's files.
void measure_movement(ClipWork& work);

}  // namespace securepose::pipeline
