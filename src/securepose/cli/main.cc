#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/cli/program.h"
#include "securepose/pipeline/run_options.h"

namespace {

securepose::base::Cancellation cancellation;

// The first signal asks for a clean stop; the second one ends the program at once.
void stop(int signal) {
  cancellation.request();
  std::signal(signal, SIG_DFL);
}

std::size_t terminal_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

int main(int argc, char** argv) {
  ::umask(077);
  std::signal(SIGINT, stop);
  std::signal(SIGTERM, stop);
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe must not end hours of work
  const char* no_colour = std::getenv("NO_COLOR");
  const bool decorated =
      ::isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || no_colour[0] == '\0');
  const securepose::cli::Console console{std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1,
                                         terminal_columns(), decorated};
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto code = securepose::cli::run_program(arguments, console, cancellation,
                                                 &securepose::pipeline::installed_environment);
  std::cout.flush();
  return static_cast<int>(code);
}
