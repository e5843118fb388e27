#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

constexpr CommandRow kCommands[] = {
    {.command = kRun,
     .name = "run",
     .operands = "VIDEO...",
     .operand_help = "Videos, folders (with all videos in and below them) and patterns.",
     .takes_files = true,
     .summary = "Cover every face in videos and measure the patient's movement.",
     .description =
         "Reads each video twice: once to find people, faces and movement, once to cover and "
         "write. The result appears when all of it is complete. A run that was stopped goes on "
         "where it was when the same command is given again. Nothing is sent anywhere.",
     .examples = "securepose run walk.mov --out results/walk\n"
                 "securepose run recordings/ --out results --height-m 1.32\n"
                 "securepose run 'day1/*.mp4' --out results --config clinic.toml --json"},
    {.command = kKinematics,
     .name = "kinematics",
     .operands = "[A B]",
     .operand_help = "With --compare: two results.",
     .takes_files = true,
     .summary = "Measure movement from landmarks that another program found.",
     .description = "Writes angles.csv, events.csv, strides.csv, cycles.csv, gait.json and "
                    "poses.csv with the definitions "
                    "that run uses.",
     .examples =
         "securepose kinematics --poses walk/json --fps 30 --height-m 1.71 --out movement\n"
         "securepose kinematics --poses walk/json --fps 30 --events corrected.csv --out m2\n"
         "securepose kinematics --compare results/before results/after"},
    {.command = kCheck,
     .name = "check",
     .operands = "ORIGINAL DEIDENTIFIED",
     .operand_help = "A video and the same video with covered faces, made by any program.",
     .takes_files = true,
     .summary = "Look for open faces in a finished video.",
     .description =
         "Compares a finished video with its original, frame by frame, with networks and picture "
         "sizes that placed no region; covers that go away for a moment are found, too. The "
         "finished one may come from any program: it may be turned, scaled or padded, and have "
         "more "
         "or fewer frames. Faces are told first, then heads and gaps. run does this by itself. "
         "Ends "
         "with 3 if something lies open.",
     .examples = "securepose check walk.mov results/walk/deidentified.mp4\n"
                 "securepose check walk.mov blurred-elsewhere.mp4 --json"},
    {.command = kValidate,
     .name = "validate",
     .operands = "RESULT...",
     .operand_help = "Folders that run left, folders of such folders, a regions.json alone, or "
                     "a finished video of any program (with --original).",
     .takes_files = true,
     .summary = "Compare results with faces drawn by hand, or with a laboratory's measurement.",
     .description =
         "Tells how many of the faces that a person drew are covered, which are not, and how much "
         "is covered outside heads; as text, as JSON and as tables for a paper. Reads "
         "regions.json and run.json of the results; of a finished video, what differs from its "
         "original counts as covered. Ends with 3 if a drawn face lies open.",
     .examples = "securepose validate results/walk --faces walk.xml\n"
                 "securepose validate walk_blurred.mp4 --original walk.mov --faces walk.xml\n"
                 "securepose validate results --faces drawn --original recordings --tables tables\n"
                 "securepose validate results/walk --angles ik.mot --events plates.csv"},
    {.command = kExport,
     .name = "export",
     .operands = "RESULT",
     .operand_help = "A folder that run or kinematics left.",
     .takes_files = true,
     .summary = "Write a result's movement in another program's form.",
     .description = "Nothing in the new files names the recording, a folder or a date.",
     .examples = "securepose export results/walk --format trc --out walk.trc\n"
                 "securepose export results/walk --format motion-bids --subject 07 --out bids"},
    {.command = kTrack,
     .name = "track",
     .operands = "edit|show RESULT",
     .operand_help = "edit corrects, show draws; a folder that run left.",
     .operand_choices = "edit|show",
     .takes_files = true,
     .summary = "Show who is who in a result, and correct it.",
     .description =
         "show draws when each person is seen and writes people.png into the result. edit changes "
         "who is who without analysing the video again: movement, report and record follow in "
         "seconds, and every correction can be taken back. The covered video is made again only "
         "with --original; until then it stays as it was and the result needs review.",
     .examples = "securepose track show results/walk\n"
                 "securepose track edit results/walk --swap 1,2@3.5-6 --patient 2\n"
                 "securepose track edit results/walk --undo --original walk.mov"},
    {.command = kModels,
     .name = "models",
     .operands = "list|verify",
     .operand_help = "list shows the networks; verify compares each with its SHA-256.",
     .operand_choices = "list|verify",
     .summary = "Show or verify the networks.",
     .description = "Every network is pinned by its SHA-256 and checked again whenever it is "
                    "loaded.",
     .examples = "securepose models list\nsecurepose models verify --json"},
    {.command = kDoctor,
     .name = "doctor",
     .summary = "Say what is there, what is missing and how fast this computer is.",
     .description = "Checks networks and libraries and times each network on this computer.",
     .examples = "securepose doctor"},
    {.command = kHelp,
     .name = "help",
     .operands = "[COMMAND]",
     .operand_help = "The command to explain; all of them without it.",
     .summary = "Explain a command.",
     .description = "Shows what a command does, its options and examples.",
     .examples = "securepose help run"},
    {.command = kMan,
     .name = "man",
     .summary = "Print the manual page.",
     .description = "Prints the manual page in the form that man reads.",
     .examples = "securepose man | man -l -"},
    {.command = kCompletion,
     .name = "completion",
     .operands = "bash|zsh|fish",
     .operand_help = "The shell.",
     .operand_choices = "bash|zsh|fish",
     .summary = "Print a shell's completion script.",
     .description = "Prints a script that completes commands, options and their values.",
     .examples = "securepose completion bash > ~/.local/share/bash-completion/completions/"
                 "securepose"},
};

}  // namespace

std::span<const CommandRow> command_rows() { return kCommands; }

}  // namespace securepose::cli
