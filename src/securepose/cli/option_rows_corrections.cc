#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

constexpr std::string_view kSection = "Corrections";

constexpr OptionRow kRows[] = {
    {.name = "split",
     .kind = ValueKind::kText,
     .value_name = "P@t",
     .help = "From t seconds on, person P is somebody else, who gets a new number. May be given "
             "several times, as the next three; all are applied in the order given.",
     .section = kSection,
     .example = "--split 2@4.2",
     .commands = kTrack,
     .repeatable = true},
    {.name = "merge",
     .kind = ValueKind::kText,
     .value_name = "P,Q",
     .help = "Persons P and Q are one person, who keeps the number P. Refused if both are seen in "
             "the same frame.",
     .section = kSection,
     .example = "--merge 1,4",
     .commands = kTrack,
     .repeatable = true},
    {.name = "swap",
     .kind = ValueKind::kText,
     .value_name = "P,Q@t0-t1",
     .help = "From t0 to t1 seconds, persons P and Q were mistaken for each other.",
     .section = kSection,
     .example = "--swap 1,2@3.5-6",
     .commands = kTrack,
     .repeatable = true},
    {.name = "delete",
     .kind = ValueKind::kText,
     .value_name = "P",
     .help = "Person P is nobody: furniture, a picture, a reflection. Where a face was seen, the "
             "cover stays.",
     .section = kSection,
     .example = "--delete 3",
     .commands = kTrack,
     .repeatable = true},
    {.name = "undo",
     .kind = ValueKind::kFlag,
     .help = "Take the last correction back, before any other one of this call.",
     .section = kSection,
     .commands = kTrack},
    {.name = "list",
     .kind = ValueKind::kFlag,
     .help = "Print the corrections that hold, in order.",
     .section = kSection,
     .commands = kTrack},
};

}  // namespace

std::span<const OptionRow> corrections_section() { return kRows; }

}  // namespace securepose::cli
