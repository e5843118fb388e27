#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

constexpr std::string_view kSection = "Running";

constexpr OptionRow kRows[] = {
    {.name = "require-verified",
     .kind = ValueKind::kFlag,
     .help = "End with exit code 3 if a person still has to look at a result.",
     .section = kSection,
     .commands = kRun,
     .reach = Reach::kConfig},
    {.name = "threads",
     .kind = ValueKind::kInteger,
     .value_name = "N",
     .default_value = "0",
     .help = "Processor cores that networks and encoder use; 0: all.",
     .section = kSection,
     .example = "--threads 4",
     .commands = kRun | kCheck,
     .reach = Reach::kRecord,
     .min = 0,
     .max = 1024},
    {.name = "precision",
     .kind = ValueKind::kChoice,
     .value_name = "KIND",
     .choices = "auto|f32|bf16",
     .default_value = "f32",
     .help =
         "Numbers in which the network that looks for faces computes: f32 (32 bits), bf16 (16 "
         "bits, more than twice as fast), or auto: bf16 where the processor computes in it. All "
         "other networks compute in 32 bits.",
     .section = kSection,
     .example = "--precision auto",
     .commands = kRun | kCheck,
     .reach = Reach::kRecord},
    {.name = "config",
     .kind = ValueKind::kPath,
     .value_name = "FILE.toml",
     .help = "File with options: one key for each, by its name without dashes in front. What "
             "stands on the command line wins.",
     .section = kSection,
     .example = "--config clinic.toml",
     .commands = kRun | kKinematics | kExport},
    {.name = "json",
     .kind = ValueKind::kFlag,
     .help = "Print the result as JSON on standard output, for programs to read.",
     .section = kSection,
     .commands = kRun | kKinematics | kCheck | kValidate | kModels | kDoctor | kExport | kTrack,
     .reach = Reach::kConfig},
    {.name = "quiet",
     .kind = ValueKind::kFlag,
     .help = "Show warnings and errors only.",
     .section = kSection,
     .commands = kRun | kKinematics | kCheck | kValidate | kExport | kTrack,
     .reach = Reach::kConfig,
     .letter = 'q'},
    {.name = "verbose",
     .kind = ValueKind::kFlag,
     .help = "Show what each stage took, too.",
     .section = kSection,
     .commands = kRun | kKinematics,
     .reach = Reach::kConfig,
     .letter = 'v'},
    {.name = "profile",
     .kind = ValueKind::kFlag,
     .help = "Print what each stage and each network took: runs, time, processor time.",
     .section = kSection,
     .commands = kRun,
     .reach = Reach::kConfig},
    {.name = "help",
     .kind = ValueKind::kFlag,
     .help = "Show what the command does and its options.",
     .section = kSection,
     .commands = kEveryCommand,
     .letter = 'h'},
};

}  // namespace

std::span<const OptionRow> running_section() { return kRows; }

}  // namespace securepose::cli
