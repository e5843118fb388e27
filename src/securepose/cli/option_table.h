#pragma once

#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace securepose::cli {

/// What may follow an option.
enum class ValueKind {
  kFlag,  ///< nothing
  kText,  ///< any text; its meaning is checked where it is used
  kPath,  ///< a file or folder
  kInteger,
  kNumber,
  kChoice,  ///< one of `choices`
};

/// Commands by bit, so that an option can name all that have it.
enum Command : unsigned {
  kRun = 1U << 0,
  kKinematics = 1U << 1,
  kModels = 1U << 2,
  kDoctor = 1U << 3,
  kHelp = 1U << 4,
  kMan = 1U << 5,
  kCompletion = 1U << 6,
  kCheck = 1U << 7,
  kValidate = 1U << 8,
  kExport = 1U << 9,
  kTrack = 1U << 10,
};
inline constexpr unsigned kEveryCommand = (1U << 11) - 1;

/// Where else than on the command line an option appears.
enum class Reach {
  kCommandLine,  ///< nowhere
  kConfig,       ///< in --config, not in run.json: it names a file or changes no result
  kRecord,       ///< in --config and among run.json's parameters
};

/// One option: all that the parser, --config, run.json, the help, the man page and the shell
/// completions know of it.
struct OptionRow {
  std::string_view name = {};  ///< without dashes
  ValueKind kind = ValueKind::kFlag;
  std::string_view value_name = {};     ///< in the help, for instance "DIR"
  std::string_view choices = {};        ///< separated by "|"; of kText: what completion offers
  std::string_view default_value = {};  ///< as the user would write it; empty: none
  std::string_view help = {};           ///< whole sentences
  std::string_view section = {};
  std::string_view example = {};  ///< empty: none
  unsigned commands = 0;
  Reach reach = Reach::kCommandLine;
  bool repeatable = false;
  char letter = 0;                                        ///< short form; 0: none
  double min = -std::numeric_limits<double>::infinity();  ///< inclusive
  double max = std::numeric_limits<double>::infinity();   ///< inclusive
};

/// One command.
struct CommandRow {
  Command command = kRun;
  std::string_view name = {};
  std::string_view operands = {};         ///< in the usage line, for instance "VIDEO..."
  std::string_view operand_help = {};     ///< a sentence
  std::string_view operand_choices = {};  ///< separated by "|"; empty: files or none
  bool takes_files = false;
  std::string_view summary = {};      ///< one line
  std::string_view description = {};  ///< whole sentences
  std::string_view examples = {};     ///< one a line
};

std::span<const OptionRow> option_table();
std::span<const CommandRow> command_table();

/// The command of that name; null if there is none.
const CommandRow* find_command(std::string_view name);
/// The option of that name, whichever command has it; null if there is none.
const OptionRow* find_option(std::string_view name);
/// The options that a command has, in the order of the table.
std::vector<const OptionRow*> options_of(Command command);
/// The parts of a list that is separated by "|".
std::vector<std::string_view> split_choices(std::string_view choices);

}  // namespace securepose::cli
