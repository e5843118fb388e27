#pragma once

#include <istream>
#include <string>
#include <vector>

namespace securepose::inference {

/// What the networks run on.
struct Processor {
  std::string name;
  int cores = 0;  ///< logical ones that this process may use
  /// Those that speed networks up and are there, for instance "AVX2", "AVX-512", "AMX".
  std::vector<std::string> instruction_sets;
};

/// Reads the text of /proc/cpuinfo; `cores` stays 0.
Processor parse_processor(std::istream& cpuinfo);

Processor this_processor();

/// Logical cores that this process may use, at least 1.
int usable_cores();

}  // namespace securepose::inference
