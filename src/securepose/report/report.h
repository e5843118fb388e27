#pragma once

#include <string>

#include "securepose/report/report_data.h"

namespace securepose::report {

/// One HTML page that holds everything it shows: opens offline, in any browser, also without
/// scripts, and prints on A4. Deterministic: the same data give the same bytes. All text is escaped
/// and anything in it that looks like a path is left out. Long recordings are thinned so that the
/// page stays below 8 MB; what was thinned is said on the page.
std::string render_report(const ReportData& data);

}  // namespace securepose::report
