#include "securepose/cli/console.h"

namespace securepose::cli {

ProgressStyle progress_style(const OptionValues& values, const Console& console) {
  if (values.flag("quiet")) return ProgressStyle::kNone;
  return console.err_is_terminal ? ProgressStyle::kBar : ProgressStyle::kLines;
}

}  // namespace securepose::cli
