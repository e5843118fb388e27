#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

constexpr std::string_view kSection = "Output";

constexpr OptionRow kRows[] = {
    {.name = "out",
     .kind = ValueKind::kPath,
     .value_name = "DIR",
     .help = "Folder for the result; made if it is not there. A single video's files go straight "
             "into it; of several videos, each gets a folder below it, named by a pseudonymous id.",
     .section = kSection,
     .example = "--out results",
     .commands = kRun | kKinematics | kExport,
     .reach = Reach::kConfig,
     .letter = 'o'},
    {.name = "force",
     .kind = ValueKind::kFlag,
     .help = "Replace a result that is there. Without it, a result is never overwritten.",
     .section = kSection,
     .commands = kRun | kKinematics | kValidate | kExport,
     .reach = Reach::kConfig},
    {.name = "crf",
     .kind = ValueKind::kInteger,
     .value_name = "N",
     .default_value = "18",
     .help = "Quality of the covered video: H.264's constant rate factor, 0 (lossless, large) to "
             "51 (poor, small).",
     .section = kSection,
     .example = "--crf 23",
     .commands = kRun,
     .reach = Reach::kRecord,
     .min = 0,
     .max = 51},
    {.name = "rotate",
     .kind = ValueKind::kChoice,
     .value_name = "DEG",
     .choices = "0|90|180|270",
     .default_value = "0",
     .help = "Turn the recording clockwise, beyond what its metadata ask for: for a phone that was "
             "held sideways or upside down and did not note it. The covered video, all pixels in "
             "the result and those of --cover-box are then upright. Without it such a recording "
             "is noticed, covered and measured all the same, and its turn is named.",
     .section = kSection,
     .example = "--rotate 90",
     .commands = kRun,
     .reach = Reach::kRecord},
    {.name = "audio",
     .kind = ValueKind::kChoice,
     .value_name = "MODE",
     .choices = "none|keep|disguise",
     .default_value = "none",
     .help = "What becomes of the sound. Voices identify people, so none is the default; disguise "
             "shifts pitch and formants, but what is said stays.",
     .section = kSection,
     .example = "--audio disguise",
     .commands = kRun,
     .reach = Reach::kRecord},
    {.name = "tables",
     .kind = ValueKind::kPath,
     .value_name = "DIR",
     .help = "Folder for validation.csv, validation.md and validation.json, in which videos have "
             "pseudonymous ids only; with --angles or --events for agreement.html with "
             "Bland-Altman plots.",
     .section = kSection,
     .example = "--tables validation",
     .commands = kValidate},
    {.name = "leak-pictures",
     .kind = ValueKind::kPath,
     .value_name = "DIR",
     .help = "Folder for a picture of every leak, cut from the covered video with the drawn box. "
             "What is open there is open in the picture: keep the folder as safe as the source.",
     .section = kSection,
     .example = "--leak-pictures leaks",
     .commands = kValidate},
    {.name = "format",
     .kind = ValueKind::kText,
     .value_name = "FORMAT",
     .choices = "openpose|trc|mot|c3d|csv|motion-bids|npz",
     .help = "What to write: OpenPose JSON (a folder), OpenSim's markers or angles, C3D, one CSV "
             "table, a Motion-BIDS data set (a folder) or NumPy arrays.",
     .section = kSection,
     .example = "--format trc",
     .commands = kExport,
     .reach = Reach::kConfig},
    {.name = "points",
     .kind = ValueKind::kChoice,
     .value_name = "SPACE",
     .choices = "picture|world",
     .default_value = "picture",
     .help = "Points in metres of the picture's plane (needs a scale), or the network's own "
             "estimate in space around the hips.",
     .section = kSection,
     .example = "--points world",
     .commands = kExport,
     .reach = Reach::kConfig},
    {.name = "model",
     .kind = ValueKind::kChoice,
     .value_name = "MODEL",
     .choices = "rajagopal|gait2392",
     .default_value = "rajagopal",
     .help = "mot: the OpenSim model whose coordinates are written; the two count a knee's flexion "
             "with opposite signs.",
     .section = kSection,
     .example = "--model gait2392",
     .commands = kExport,
     .reach = Reach::kConfig},
    {.name = "subject",
     .kind = ValueKind::kText,
     .value_name = "LABEL",
     .default_value = "01",
     .help = "Motion-BIDS: the subject's label, letters and digits. Give a pseudonym.",
     .section = kSection,
     .example = "--subject 07",
     .commands = kExport,
     .reach = Reach::kConfig},
};

}  // namespace

std::span<const OptionRow> output_section() { return kRows; }

}  // namespace securepose::cli
