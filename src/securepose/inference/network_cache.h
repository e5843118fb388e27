#pragma once

#include <cstdint>
#include <filesystem>
#include <openvino/openvino.hpp>
#include <optional>
#include <string>

namespace securepose::inference {

/// Compiled networks on disk, so that the next start need not compile them again: a third to a
/// fifth of the time. Nothing in it tells what was looked at. Whatever is wrong with it (no folder,
/// no room, damage) costs time only: each file carries the SHA-256 of its content, and one that
/// does not fit is made again.
class NetworkCache {
 public:
  /// @param folder  made when something is stored; empty: nothing is kept
  explicit NetworkCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// @param key  everything that the compiled form depends on, but for OpenVINO's version and the
  /// processor, which are added here
  std::optional<ov::CompiledModel> load(const std::string& key, const ov::AnyMap& settings) const;

  /// Keeps the newest up to `kKept_bytes` in all.
  void store(const std::string& key, ov::CompiledModel& model) const;

 private:
  std::filesystem::path file_for(const std::string& key) const;
  void make_room(std::uintmax_t bytes) const;

  std::filesystem::path folder_;
};

/// `$SECUREPOSE_CACHE`, else `securepose` in the user's cache folder ($XDG_CACHE_HOME, else
/// ~/.cache); empty if there is none. In it lie the networks.
std::filesystem::path network_cache_folder();

}  // namespace securepose::inference
