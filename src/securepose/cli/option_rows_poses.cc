#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

constexpr std::string_view kSection = "Poses from elsewhere";

constexpr OptionRow kRows[] = {
    {.name = "poses",
     .kind = ValueKind::kPath,
     .value_name = "FOLDER",
     .help =
         "Folder of pose files, one JSON a frame, or one JSON with all frames: OpenPose (BODY_25, "
         "BODY_25B, COCO), AlphaPose, MMPose and RTMPose, OpenPifPaf, COCO, MediaPipe.",
     .section = kSection,
     .example = "--poses walk/json",
     .commands = kKinematics,
     .reach = Reach::kConfig},
    {.name = "fps",
     .kind = ValueKind::kNumber,
     .value_name = "F",
     .help = "Frames per second of the video that the poses come from; pose files hold no times.",
     .section = kSection,
     .example = "--fps 29.97",
     .commands = kKinematics,
     .reach = Reach::kRecord,
     .min = 0.001,
     .max = 1000},
    {.name = "width-px",
     .kind = ValueKind::kInteger,
     .value_name = "N",
     .help = "Width of the pictures that the poses come from. With it no point at their border is "
             "believed, and points given as shares of the picture (0 to 1) can be read.",
     .section = kSection,
     .example = "--width-px 1920",
     .commands = kKinematics,
     .reach = Reach::kRecord,
     .min = 1,
     .max = 65535},
    {.name = "height-px",
     .kind = ValueKind::kInteger,
     .value_name = "N",
     .help = "Height of the pictures that the poses come from.",
     .section = kSection,
     .example = "--height-px 1080",
     .commands = kKinematics,
     .reach = Reach::kRecord,
     .min = 1,
     .max = 65535},
    {.name = "person",
     .kind = ValueKind::kInteger,
     .value_name = "N",
     .default_value = "1",
     .help = "Which of the people in the poses is measured; 1 is the one seen longest and largest.",
     .section = kSection,
     .example = "--person 2",
     .commands = kKinematics,
     .reach = Reach::kRecord,
     .min = 1},
};

}  // namespace

std::span<const OptionRow> poses_section() { return kRows; }

}  // namespace securepose::cli
