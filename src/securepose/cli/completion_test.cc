#include "securepose/cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "securepose/base/error.h"
#include "securepose/cli/option_table.h"

namespace securepose::cli {
namespace {

using testing::HasSubstr;

std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");  // NOLINT(cert-env33-c): a test's own shell
  std::string output;
  std::array<char, 256> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) output += buffer.data();
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return output;
}

TEST(Completion, EveryShellKnowsEveryCommandOptionAndChoice) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = completion_script(shell);
    for (const CommandRow& command : command_table())
      EXPECT_THAT(script, HasSubstr(std::string(command.name))) << shell;
    for (const OptionRow& row : option_table()) {
      const std::string name =
          std::string(shell == std::string("fish") ? "-l " : "--") + std::string(row.name);
      EXPECT_THAT(script, HasSubstr(name)) << shell;
      for (const auto choice : split_choices(row.choices))
        EXPECT_THAT(script, HasSubstr(std::string(choice))) << shell;
    }
  }
}

TEST(Completion, BashCompletesCommandsOptionsAndValues) {
  const auto file = std::filesystem::path(testing::TempDir()) / "securepose_completion.bash";
  std::ofstream(file) << completion_script("bash");
  const auto replies = [&](const std::string& words, int position) {
    return output_of("bash -c 'source " + file.string() + "; COMP_WORDS=(" + words +
                     "); COMP_CWORD=" + std::to_string(position) +
                     "; _securepose 2>/dev/null; echo \"${COMPREPLY[@]}\"'");
  };
  EXPECT_EQ(replies("securepose ki", 1), "kinematics\n");
  EXPECT_EQ(replies("securepose run --requ", 2), "--require-verified\n");
  EXPECT_EQ(replies("securepose run --cover b", 3), "bystanders\n");
  EXPECT_EQ(replies("securepose models v", 2), "verify\n");
  EXPECT_EQ(replies("securepose track sho", 2), "show\n");
  EXPECT_EQ(replies("securepose track edit dir --und", 4), "--undo\n");
  std::filesystem::remove(file);
}

TEST(Completion, AnotherShellIsAUsageError) {
  EXPECT_THROW(completion_script("tcsh"), base::Error);
}

}  // namespace
}  // namespace securepose::cli
