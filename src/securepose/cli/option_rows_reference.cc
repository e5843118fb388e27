#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

constexpr std::string_view kSection = "A laboratory's own measurement";

constexpr OptionRow kRows[] = {
    {.name = "angles",
     .kind = ValueKind::kPath,
     .value_name = "FILE",
     .help = "Joint angles of a laboratory: OpenSim's .mot or .sto, or a CSV with time_s and "
             "columns named as in angles.csv. Times are aligned by the curves.",
     .section = kSection,
     .example = "--angles walk_ik.mot",
     .commands = kValidate},
    {.name = "longest-shift-s",
     .kind = ValueKind::kNumber,
     .value_name = "T",
     .default_value = "10",
     .help = "How far the laboratory's clock may be off; 0: not at all.",
     .section = kSection,
     .example = "--longest-shift-s 0",
     .commands = kValidate,
     .min = 0,
     .max = 60},
};

}  // namespace

std::span<const OptionRow> reference_section() { return kRows; }

}  // namespace securepose::cli
