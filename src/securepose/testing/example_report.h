#pragma once

#include "securepose/report/report_data.h"

namespace securepose::testing {

/// How large an example is and how its run went.
struct ExampleOptions {
  int frames = 900;
  double frames_per_s = 30;
  bool verified = false;
  bool with_movement = true;
};

/// A made-up recording for tests and for looking at the page: three people, sine-like angles with
/// gaps and interpolated stretches, two passes, drawn pictures.
report::ReportData example_report(const ExampleOptions& options);

}  // namespace securepose::testing
