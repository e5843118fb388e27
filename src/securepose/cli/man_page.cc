#include "securepose/cli/man_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "securepose/cli/option_table.h"

namespace securepose::cli {
namespace {

std::string option_entry(const OptionRow& row) {
  std::string heading;
  if (row.letter != 0) heading += fmt::format("\\fB\\-{}\\fR, ", row.letter);
  heading += fmt::format("\\fB\\-\\-{}\\fR", troff(row.name));
  if (!row.value_name.empty()) heading += fmt::format(" \\fI{}\\fR", troff(row.value_name));
  std::string text(row.help);
  if (row.kind == ValueKind::kChoice)
    text += fmt::format(" One of {}.", fmt::join(split_choices(row.choices), ", "));
  if (!row.default_value.empty()) text += fmt::format(" Default: {}.", row.default_value);
  std::string entry = fmt::format(".TP\n{}\n{}\n", heading, troff(text));
  if (!row.example.empty()) entry += fmt::format("Example: \\fB{}\\fR\n", troff(row.example));
  return entry;
}

std::string command_section(const CommandRow& command) {
  std::string text = fmt::format(".SS \"securepose {} [OPTIONS] {}\"\n{}\n", troff(command.name),
                                 troff(command.operands), troff(command.summary));
  text += fmt::format(".PP\n{}\n", troff(command.description));
  if (!command.operand_help.empty())
    text +=
        fmt::format(".TP\n\\fI{}\\fR\n{}\n", troff(command.operands), troff(command.operand_help));
  for (const OptionRow* row : options_of(command.command)) text += option_entry(*row);
  return text +
         fmt::format(".PP\nExamples:\n.PP\n.nf\n.RS\n{}\n.RE\n.fi\n", troff(command.examples));
}

constexpr std::string_view kFiles = R"(.SH FILES
.PP
What run leaves in the folder that \-\-out names:
.TP
.I deidentified.mp4
The video with every face covered: H.264, the same size, frames and presentation times, no sound
unless asked for, no metadata.
.TP
.I regions.json
Every covered region of every frame.
.TP
.I poses.csv
Landmarks of everybody, a row for each frame and person.
.TP
.IR angles.csv ", " events.csv ", " strides.csv ", " gait.json
The patient's movement.
.TP
.I report.html
A page that opens offline.
.TP
.I run.json
The record: the input's SHA\-256, networks, parameters, checks, doubtful moments, times of the
stages. All other files are the same, byte for byte, when the run is repeated.
.PP
While a run is not complete its intermediate results lie in the folder's hidden folder .securepose,
for the owner only and without any source pixel.
)";

constexpr std::string_view kExitStatus = R"(.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
Failed; nothing half\-written.
.TP
.B 2
Wrong usage.
.TP
.B 3
Done, but a person has to look at a result and \-\-require\-verified was given.
.TP
.B 130
Interrupted; the same command resumes.
)";

}  // namespace

std::string troff(std::string_view text) {
  std::string escaped;
  bool line_start = true;
  for (const char c : text) {
    // A dot or an apostrophe at the start of a line would be a request.
    if (line_start && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '\\')
      escaped += "\\e";
    else if (c == '-')
      escaped += "\\-";
    else if (c == '\'')
      escaped += "\\(aq";
    else
      escaped += c;
    line_start = c == '\n';
  }
  return escaped;
}

std::string man_page(std::string_view version) {
  std::string text =
      fmt::format(".TH SECUREPOSE 1 \"\" \"securepose {}\" \"User Commands\"\n", version);
  text +=
      ".SH NAME\nsecurepose \\- covers every face in clinical videos and measures movement\n"
      ".SH SYNOPSIS\n";
  for (const CommandRow& command : command_table())
    text += fmt::format(".B securepose {}\n[OPTIONS] {}\n.br\n", troff(command.name),
                        troff(command.operands));
  text +=
      ".SH DESCRIPTION\nTakes the videos that clinicians record, makes every face in them "
      "unrecognisable, and measures the\npatient's movement. All of it runs on this computer; "
      "nothing is sent anywhere.\n.SH COMMANDS\n";
  for (const CommandRow& command : command_table()) text += command_section(command);
  text += kFiles;
  text += kExitStatus;
  return text;
}

}  // namespace securepose::cli
