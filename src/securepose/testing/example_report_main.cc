// Writes the example page, to look at it: report_example FILE.html [FRAMES] [verified] [empty]
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "securepose/base/atomic_file.h"
#include "securepose/report/report.h"
#include "securepose/testing/example_report.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: report_example FILE.html [FRAMES] [verified] [empty]\n";
    return 2;
  }
  securepose::testing::ExampleOptions options;
  for (int i = 2; i < argc; ++i) {
    const std::string_view word(argv[i]);
    if (word == "verified")
      options.verified = true;
    else if (word == "empty")
      options.with_movement = false;
    else
      options.frames = std::atoi(argv[i]);
  }
  securepose::base::write_file_atomically(
      argv[1], securepose::report::render_report(securepose::testing::example_report(options)));
  return 0;
}
