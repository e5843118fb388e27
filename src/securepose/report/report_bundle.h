#pragma once

#include <string_view>

namespace securepose::report {

/// The page's script and style sheet, bundled from web/report when the program is built.
extern const std::string_view kReportScript;
extern const std::string_view kReportStyle;

}  // namespace securepose::report
