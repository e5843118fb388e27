#pragma once

#include <string>

#include "securepose/base/error.h"
#include "securepose/testing/test_clips.h"

namespace securepose::validation {

/// Writes a file into a test's folder and returns its name.
inline std::filesystem::path write(const testing::TempFolder& folder, const std::string& name,
                                   const std::string& text) {
  testing::write_bytes(folder / name, text);
  return folder / name;
}

/// What base::Error says; empty if nothing is thrown.
template <class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace securepose::validation
