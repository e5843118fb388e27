#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

constexpr std::string_view kSection = "People";

constexpr OptionRow kRows[] = {
    {.name = "patient",
     .kind = ValueKind::kText,
     .value_name = "WHO",
     .help =
         "The person who is the patient: a number as in regions.json and on the report, largest, "
         "tallest or shortest in the picture, moves-most, left-most@t for whoever is farthest to "
         "the left at a time, or x,y@t for whoever is at a place, in pixels and seconds. Without "
         "it, the program chooses and says why.",
     .section = kSection,
     .example = "--patient 640,400@2.5",
     .commands = kRun | kTrack,
     .reach = Reach::kRecord},
    {.name = "pose",
     .kind = ValueKind::kChoice,
     .value_name = "SIZE",
     .choices = "heavy|full|lite",
     .default_value = "heavy",
     .help = "Which network finds the body's landmarks: heavy is the most exact, lite the fastest.",
     .section = kSection,
     .example = "--pose lite",
     .commands = kRun,
     .reach = Reach::kRecord},
};

}  // namespace

std::span<const OptionRow> people_section() { return kRows; }

}  // namespace securepose::cli
