#pragma once

#include <string>

#include "securepose/cli/option_values.h"
#include "securepose/covering/cover_plan.h"
#include "securepose/kinematics/movement_options.h"
#include "securepose/pipeline/poses_run.h"
#include "securepose/pipeline/run_options.h"

namespace securepose::cli {

// Each throws base::Error(kUsage) that names the option and what it wants.

/// What run's options mean to the pipeline.
pipeline::RunOptions run_options(const OptionValues& values);

/// What kinematics' options mean to the pipeline.
pipeline::PosesRunRequest poses_request(const OptionValues& values);

/// The options that both commands have.
kinematics::MovementOptions movement_options(const OptionValues& values);

/// What `--precision` means on this processor.
inference::Precision face_precision(const OptionValues& values);

/// "soft", "solid", "solid:#rrggbb", "pixelate" or "blur".
covering::Fill parse_fill(const std::string& text);

/// "x,y,w,h@t0-t1": pixels and seconds.
covering::DrawnBox parse_drawn_box(const std::string& text);

/// "auto", "off" or a factor.
kinematics::SlowMotionRequest parse_slow_motion(const std::string& text);

/// "x1,y1,x2,y2,metres".
kinematics::KnownDistance parse_known_distance(const std::string& text);

}  // namespace securepose::cli
