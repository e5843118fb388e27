#include "securepose/cli/completion.h"

#include <fmt/format.h>

#include <vector>

#include "securepose/base/error.h"
#include "securepose/cli/nearest_name.h"
#include "securepose/cli/option_table.h"

namespace securepose::cli {
namespace {

std::string command_names() {
  std::string names;
  for (const CommandRow& row : command_table())
    names += (names.empty() ? "" : " ") + std::string(row.name);
  return names;
}

std::string words(std::string_view choices) {
  return fmt::format("{}", fmt::join(split_choices(choices), " "));
}

// Single quotes for every shell here.
std::string shell_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

// The help's first sentence, without its full stop.
std::string_view short_help(const OptionRow& row) {
  const std::size_t end = row.help.find_first_of(".;:");
  return row.help.substr(0, end);
}

std::string bash_script() {
  std::string script =
      "# bash completion for securepose\n"
      "_securepose() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  COMPREPLY=()\n"
      "  if [[ $COMP_CWORD -eq 1 ]]; then\n";
  script += fmt::format("    COMPREPLY=($(compgen -W {} -- \"$word\"))\n    return\n  fi\n",
                        shell_quoted(command_names()));
  script += "  case $before in\n";
  for (const OptionRow& row : option_table()) {
    if (row.kind == ValueKind::kFlag) continue;
    std::string reply = "COMPREPLY=()";
    if (!row.choices.empty())
      reply = fmt::format("COMPREPLY=($(compgen -W {} -- \"$word\"))",
                          shell_quoted(words(row.choices)));
    else if (row.kind == ValueKind::kPath)
      reply = "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\"))";
    const std::string letter = row.letter != 0 ? fmt::format("|-{}", row.letter) : "";
    script += fmt::format("    --{}{}) {}; return;;\n", row.name, letter, reply);
  }
  script += "  esac\n  case ${COMP_WORDS[1]} in\n";
  for (const CommandRow& command : command_table()) {
    std::string names;
    for (const OptionRow* row : options_of(command.command))
      names += fmt::format("{}--{}", names.empty() ? "" : " ", row->name);
    script += fmt::format(
        "    {})\n      if [[ $word == -* ]]; then\n"
        "        COMPREPLY=($(compgen -W {} -- \"$word\"))\n",
        command.name, shell_quoted(names));
    if (command.takes_files)
      script += fmt::format(
          "      else\n        compopt -o filenames\n"
          "        COMPREPLY=($(compgen -f{} -- \"$word\"))\n",
          command.operand_choices.empty()
              ? ""
              : fmt::format(" -W {}", shell_quoted(words(command.operand_choices))));
    else if (!command.operand_choices.empty())
      script += fmt::format("      else\n        COMPREPLY=($(compgen -W {} -- \"$word\"))\n",
                            shell_quoted(words(command.operand_choices)));
    script += "      fi;;\n";
  }
  return script + "  esac\n}\ncomplete -F _securepose securepose\n";
}

std::string zsh_argument(const OptionRow& row) {
  std::string spec = fmt::format("{}--{}", row.repeatable ? "*" : "", row.name);
  if (row.kind != ValueKind::kFlag) spec += "=";
  spec += fmt::format("[{}]", short_help(row));
  if (row.kind != ValueKind::kFlag) {
    spec += fmt::format(":{}:", row.value_name);
    if (!row.choices.empty())
      spec += fmt::format("({})", words(row.choices));
    else if (row.kind == ValueKind::kPath)
      spec += "_files";
  }
  return shell_quoted(spec);
}

std::string zsh_script() {
  std::string script =
      "#compdef securepose\n_securepose() {\n"
      "  local -a commands\n  commands=(\n";
  for (const CommandRow& row : command_table())
    script += fmt::format("    {}\n", shell_quoted(fmt::format("{}:{}", row.name, row.summary)));
  script +=
      "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
      "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (const CommandRow& command : command_table()) {
    script += fmt::format("    {})\n      _arguments", command.name);
    for (const OptionRow* row : options_of(command.command))
      script += " \\\n        " + zsh_argument(*row);
    if (!command.operand_choices.empty())
      script += fmt::format(" \\\n        '1: :({})'", words(command.operand_choices));
    if (command.takes_files) script += " \\\n        '*:file:_files'";
    script += ";;\n";
  }
  return script + "  esac\n}\n_securepose \"$@\"\n";
}

std::string fish_script() {
  std::string script = "# fish completion for securepose\n";
  for (const CommandRow& command : command_table()) {
    script += fmt::format("complete -c securepose -n __fish_use_subcommand -f -a {} -d {}\n",
                          command.name, shell_quoted(command.summary));
    const std::string when =
        fmt::format("complete -c securepose -n '__fish_seen_subcommand_from {}'", command.name);
    if (!command.takes_files) script += when + " -f\n";
    if (!command.operand_choices.empty())
      script += fmt::format("{} -a {}\n", when, shell_quoted(words(command.operand_choices)));
    for (const OptionRow* row : options_of(command.command)) {
      script += fmt::format("{} -l {}", when, row->name);
      if (row->letter != 0) script += fmt::format(" -s {}", row->letter);
      if (row->kind == ValueKind::kPath)
        script += " -r -F";
      else if (row->kind != ValueKind::kFlag)
        script += " -x";
      if (!row->choices.empty()) script += fmt::format(" -a {}", shell_quoted(words(row->choices)));
      script += fmt::format(" -d {}\n", shell_quoted(short_help(*row)));
    }
  }
  return script;
}

}  // namespace

std::string completion_script(std::string_view shell) {
  if (shell == "bash") return bash_script();
  if (shell == "zsh") return zsh_script();
  if (shell == "fish") return fish_script();
  throw base::Error(base::ErrorKind::kUsage,
                    fmt::format("There is no completion for \"{}\", only for bash, zsh and fish.{}",
                                shell, suggestion(shell, {"bash", "zsh", "fish"}, "")));
}

}  // namespace securepose::cli
