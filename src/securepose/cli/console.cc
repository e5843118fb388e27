#include "securepose/cli/console.h"

namespace securepose::cli {

std::string json_text(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

ProgressStyle progress_style(const OptionValues& values, const Console& console) {
  if (values.flag("quiet")) return ProgressStyle::kNone;
  return console.err_is_terminal ? ProgressStyle::kBar : ProgressStyle::kLines;
}

}  // namespace securepose::cli
