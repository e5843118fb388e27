#include "securepose/inference/processor.h"

#include <sched.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

namespace securepose::inference {
namespace {

/// Linux' names of what OpenVINO's CPU plug-in makes use of.
constexpr std::array<std::pair<const char*, const char*>, 9> kInstructionSets{
    {{"sse4_2", "SSE4.2"},
     {"avx2", "AVX2"},
     {"avx512f", "AVX-512"},
     {"avx512_vnni", "AVX-512 VNNI"},
     {"avx512_bf16", "AVX-512 BF16"},
     {"amx_tile", "AMX"},
     {"amx_bf16", "AMX BF16"},
     {"asimd", "NEON"},
     {"sve", "SVE"}}};

}  // namespace

Processor parse_processor(std::istream& cpuinfo) {
  Processor processor;
  std::set<std::string> flags;
  for (std::string line; std::getline(cpuinfo, line);) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    const std::string key = line.substr(0, line.find_last_not_of(" \t", colon - 1) + 1);
    const std::string value = colon + 2 <= line.size() ? line.substr(colon + 2) : "";
    if (key == "model name" && processor.name.empty()) processor.name = value;
    if ((key == "flags" || key == "Features") && flags.empty()) {
      std::istringstream words(value);
      for (std::string word; words >> word;) flags.insert(word);
    }
  }
  for (const auto& [flag, name] : kInstructionSets)
    if (flags.contains(flag)) processor.instruction_sets.emplace_back(name);
  if (processor.name.empty()) processor.name = "unknown processor";
  return processor;
}

Processor this_processor() {
  std::ifstream cpuinfo("/proc/cpuinfo");
  Processor processor = parse_processor(cpuinfo);
  processor.cores = usable_cores();
  return processor;
}

int usable_cores() {
  cpu_set_t usable;
  CPU_ZERO(&usable);
  return sched_getaffinity(0, sizeof(usable), &usable) == 0 ? std::max(1, CPU_COUNT(&usable)) : 1;
}

}  // namespace securepose::inference
