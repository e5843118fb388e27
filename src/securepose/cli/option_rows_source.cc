#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

constexpr std::string_view kSection = "The source video";

constexpr OptionRow kRows[] = {
    {.name = "original",
     .kind = ValueKind::kPath,
     .value_name = "VIDEO",
     .help = "A source video; its SHA-256 tells which result is of it, and nothing of it is shown. "
             "track edit covers and checks it again with all corrections. validate takes several, "
             "and folders of them, named as the drawn faces name them.",
     .section = kSection,
     .example = "--original recordings/walk.mov",
     .commands = kValidate | kTrack,
     .repeatable = true},
};

}  // namespace

std::span<const OptionRow> source_section() { return kRows; }

}  // namespace securepose::cli
