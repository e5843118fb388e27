#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

constexpr std::string_view kSection = "Covering";

constexpr OptionRow kRows[] = {
    {.name = "fill",
     .kind = ValueKind::kText,
     .value_name = "FILL",
     .choices = "soft|solid|pixelate|blur",
     .default_value = "soft",
     .help = "What is painted over faces: soft (one colour for each person, soft edge), "
             "solid[:#rrggbb], pixelate or blur. The last two can be reversed and are warned of.",
     .section = kSection,
     .example = "--fill 'solid:#404040'",
     .commands = kRun,
     .reach = Reach::kRecord},
    {.name = "cover",
     .kind = ValueKind::kChoice,
     .value_name = "WHO",
     .choices = "everyone|bystanders",
     .default_value = "everyone",
     .help =
         "Who is covered: everyone, or all but the patient. The patient is left open only if named "
         "with --patient or if the program is sure enough who it is; else everyone is covered, and "
         "the result needs review and says so.",
     .section = kSection,
     .example = "--cover bystanders --patient 1",
     .commands = kRun,
     .reach = Reach::kRecord},
    {.name = "region",
     .kind = ValueKind::kChoice,
     .value_name = "WHAT",
     .choices = "head|face",
     .default_value = "head",
     .help = "How much is covered: the whole head from every side, or not while it is seen wholly "
             "from behind.",
     .section = kSection,
     .example = "--region face",
     .commands = kRun,
     .reach = Reach::kRecord},
    {.name = "cover-box",
     .kind = ValueKind::kText,
     .value_name = "BOX",
     .help = "Cover a fixed box as well: left, top, width and height in pixels, and from when to "
             "when in seconds, as x,y,w,h@t0-t1. May be given several times.",
     .section = kSection,
     .example = "--cover-box '0,900,400,180@0-12.5'",
     .commands = kRun,
     .reach = Reach::kRecord,
     .repeatable = true},
};

}  // namespace

std::span<const OptionRow> covering_section() { return kRows; }

}  // namespace securepose::cli
