#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

constexpr std::string_view kSection = "Faces drawn by hand";

constexpr OptionRow kRows[] = {
    {.name = "faces",
     .kind = ValueKind::kPath,
     .value_name = "FILE",
     .help = "Faces drawn by hand: JSON with clip and frames, COCO JSON, or XML of CVAT for video "
             "1.1; or a folder of such files.",
     .section = kSection,
     .example = "--faces annotations.xml",
     .commands = kValidate},
    {.name = "first-frame",
     .kind = ValueKind::kInteger,
     .value_name = "N",
     .default_value = "0",
     .help = "The number that the drawn faces give to a video's first frame: 0 or 1.",
     .section = kSection,
     .example = "--first-frame 1",
     .commands = kValidate,
     .min = 0,
     .max = 1},
};

}  // namespace

std::span<const OptionRow> drawn_faces_section() { return kRows; }

}  // namespace securepose::cli
