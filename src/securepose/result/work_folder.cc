#include "securepose/result/work_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <vector>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"

namespace securepose::result {
namespace {

constexpr std::string_view kWorkFolderName = ".securepose";
constexpr std::string_view kJournalName = "observations";
constexpr std::string_view kPublishingMark = "publishing";
constexpr std::string_view kWholeMark = "whole result\n";
constexpr std::string_view kPartMark = "part of a result\n";

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what,
                       const std::string& reason) {
  throw base::Error::about_file(base::ErrorKind::kEnvironment, path, what + " (" + reason + ")",
                                "Check that the folder can be written, or choose another --out.");
}

// Whether it was made now.
bool make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  const bool made = std::filesystem::create_directories(folder, error);
  if (error) fail(folder, "the folder can't be made", error.message());
  if (!std::filesystem::is_directory(folder, error))
    fail(folder, "the folder can't be made", "a file of that name is in the way");
  return made;
}

// Corrections first: what counts is there before run.json is.
std::vector<std::string_view> all_names() {
  std::vector<std::string_view> names(kCorrectionFiles.begin(), kCorrectionFiles.end());
  names.insert(names.end(), kResultFiles.begin(), kResultFiles.end());
  return names;
}

// A file or a folder.
void make_durable(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

bool holds_result(const std::filesystem::path& out) {
  return std::any_of(kResultFiles.begin(), kResultFiles.end(), [&](std::string_view name) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(out / name, ignored));
  });
}

WorkFolder::WorkFolder(const std::filesystem::path& out) : out_(out), work_(out / kWorkFolderName) {
  made_out_ = make_folder(out_);
  try {
    make_folder(work_);
    std::error_code error;
    std::filesystem::permissions(work_, std::filesystem::perms::owner_all, error);
    if (error) fail(work_, "the folder can't be kept from other users", error.message());
    lock_ = ::open(work_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock_ < 0) fail(work_, "the folder can't be opened", std::strerror(errno));
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      throw base::Error::about_file(base::ErrorKind::kEnvironment, out_,
                                    "another securepose is working in this folder",
                                    "Wait until it has ended, or choose another --out.");
    }
  } catch (...) {
    if (lock_ >= 0) ::close(lock_);
    std::error_code ignored;
    if (made_out_) std::filesystem::remove(out_, ignored);
    throw;
  }
}

WorkFolder::~WorkFolder() {
  if (lock_ >= 0) ::close(lock_);
}

bool WorkFolder::was_publishing(const std::filesystem::path& out) {
  return std::filesystem::exists(out / kWorkFolderName / kPublishingMark);
}

std::filesystem::path WorkFolder::journal_file() const { return work_ / kJournalName; }

bool WorkFolder::holds_stopped_run(const std::filesystem::path& out) {
  return std::filesystem::exists(out / kWorkFolderName / kJournalName);
}

void WorkFolder::clear_staged() {
  std::error_code error;
  std::filesystem::remove_all(staged_folder(), error);
  if (error) fail(staged_folder(), "the folder can't be emptied", error.message());
  make_folder(staged_folder());
}

// The mark tells which files the new result has, so that a later start can go on.
void WorkFolder::publish(bool whole_result, const std::set<std::string_view>& kept) {
  std::set<std::string> belongs(kept.begin(), kept.end());
  for (const std::string_view name : all_names()) {
    const auto staged = staged_folder() / name;
    if (!std::filesystem::exists(staged)) continue;
    make_durable(staged);
    belongs.emplace(name);
  }
  make_durable(staged_folder());
  std::string mark(whole_result ? kWholeMark : kPartMark);
  for (const std::string& name : belongs) mark += name + "\n";
  base::write_file_atomically(work_ / kPublishingMark, mark);
  make_durable(work_);
  put_in_place(belongs, whole_result);
}

void WorkFolder::put_in_place(const std::set<std::string>& belongs, bool whole_result) {
  std::error_code error;
  // Without run.json the folder is not taken for a complete result.
  if (whole_result && std::filesystem::exists(staged_folder() / kResultFiles.back()))
    std::filesystem::remove(out_ / kResultFiles.back(), error);
  for (const std::string_view name : all_names()) {
    const auto staged = staged_folder() / name;
    if (std::filesystem::exists(staged)) {
      base::publish_file(staged, out_ / name);
    } else if (whole_result && !belongs.contains(std::string(name))) {
      std::filesystem::remove(out_ / name, error);
      if (error) fail(out_ / name, "an older file can't be removed", error.message());
    }
  }
  make_durable(out_);
  std::filesystem::remove_all(work_, error);
  if (error) fail(work_, "the folder can't be removed", error.message());
  make_durable(out_);
}

void WorkFolder::finish_publishing(const std::filesystem::path& out) {
  if (!was_publishing(out)) return;
  WorkFolder folder(out);
  std::ifstream in(folder.work_ / kPublishingMark);
  std::string line;
  std::getline(in, line);
  const bool whole_result = line + "\n" == kWholeMark;
  if (!whole_result && line + "\n" != kPartMark) return;
  std::set<std::string> belongs;
  while (std::getline(in, line)) {
    if (!std::filesystem::exists(folder.staged_folder() / line) &&
        !std::filesystem::exists(out / line))
      return;
    belongs.insert(line);
  }
  folder.put_in_place(belongs, whole_result);
}

void WorkFolder::discard_staged() {
  std::error_code ignored;
  std::filesystem::remove_all(staged_folder(), ignored);
  std::filesystem::remove(work_, ignored);  // unless something else is in it
}

void WorkFolder::discard() {
  std::error_code ignored;
  std::filesystem::remove_all(work_, ignored);
  if (made_out_) std::filesystem::remove(out_, ignored);
}

}  // namespace securepose::result
