#include "securepose/inference/network_cache.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>
#include <vector>

#include "securepose/base/atomic_file.h"
#include "securepose/base/sha256.h"
#include "securepose/inference/openvino_runtime.h"
#include "securepose/inference/processor.h"

namespace securepose::inference {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashLength = 64;
constexpr std::string_view kEnding = ".network";
/// The networks of a run at one picture size take about 200 MB; so four or five sizes are kept.
constexpr std::uintmax_t kKept_bytes = 1'000'000'000;

/// Of what the compiled form depends on besides the network.
const std::string& this_machine() {
  static const std::string machine = [] {
    const Processor processor = this_processor();
    std::string text = ov::get_openvino_version().buildNumber + ("\n" + processor.name);
    for (const std::string& set : processor.instruction_sets) text += "\n" + set;
    return text;
  }();
  return machine;
}

std::string content_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return std::move(text).str();
}

fs::path folder_in(const char* variable, const char* below) {
  const char* value = std::getenv(variable);
  if (value == nullptr || *value == '\0') return {};
  return fs::path(value) / below;
}

}  // namespace

fs::path network_cache_folder() {
  for (const fs::path& folder :
       {folder_in("SECUREPOSE_CACHE", ""), folder_in("XDG_CACHE_HOME", "securepose"),
        folder_in("HOME", ".cache/securepose")}) {
    if (folder.is_absolute()) return folder / "networks";
  }
  return {};
}

fs::path NetworkCache::file_for(const std::string& key) const {
  return folder_ / (base::sha256_hex(key + "\n" + this_machine()) + std::string(kEnding));
}

std::optional<ov::CompiledModel> NetworkCache::load(const std::string& key,
                                                    const ov::AnyMap& settings) const {
  if (folder_.empty()) return std::nullopt;
  const fs::path file = file_for(key);
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return std::nullopt;
  const std::string content = content_of(file);
  if (content.size() <= kHashLength) return std::nullopt;
  const std::string_view compiled = std::string_view(content).substr(kHashLength);
  if (base::sha256_hex(compiled) != content.substr(0, kHashLength)) return std::nullopt;
  try {
    std::istringstream stream{std::string(compiled)};
    ov::CompiledModel model = openvino_core().import_model(stream, "CPU", settings);
    fs::last_write_time(file, fs::file_time_type::clock::now(), error);
    return model;
  } catch (const std::exception&) {  // OpenVINO's, of a form that it does not take
    return std::nullopt;
  }
}

void NetworkCache::store(const std::string& key, ov::CompiledModel& model) const {
  if (folder_.empty()) return;
  try {
    std::ostringstream stream;
    model.export_model(stream);
    const std::string compiled = std::move(stream).str();
    fs::create_directories(folder_);
    make_room(compiled.size());
    base::write_file_atomically(file_for(key), base::sha256_hex(compiled) + compiled);
  } catch (const std::exception&) {  // no room, no right to write: it is compiled again next time
  }
}

void NetworkCache::make_room(std::uintmax_t bytes) const {
  struct Kept {
    fs::path file;
    std::uintmax_t bytes;
    fs::file_time_type used;
  };
  std::vector<Kept> kept;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
    if (entry.path().extension() == kEnding)
      kept.push_back({entry.path(), entry.file_size(), entry.last_write_time()});
  }
  std::sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) { return a.used > b.used; });
  std::uintmax_t sum = bytes;
  for (const Kept& each : kept) {
    sum += each.bytes;
    if (sum > kKept_bytes) fs::remove(each.file);
  }
}

}  // namespace securepose::inference
