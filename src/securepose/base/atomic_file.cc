#include "securepose/base/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "securepose/base/error.h"

namespace securepose::base {
namespace {

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& file, int flags)
      : fd_(::open(file.c_str(), flags, 0600)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw Error::about_file(ErrorKind::kEnvironment, file, what + " (" + std::strerror(errno) + ")",
                          "Check that the folder can be written and that the disk has room.");
}

void write_all(int fd, std::string_view content, const std::filesystem::path& file) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(file, "could not be written");
    content.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

std::filesystem::path partial_name(const std::filesystem::path& file) {
  return file.parent_path() / ("." + file.filename().string() + ".partial");
}

void publish_file(const std::filesystem::path& partial, const std::filesystem::path& file) {
  {
    const Descriptor descriptor(partial, O_RDONLY | O_CLOEXEC);
    if (descriptor.get() < 0 || ::fsync(descriptor.get()) != 0)
      fail(partial, "could not be completed");
  }
  if (::rename(partial.c_str(), file.c_str()) != 0) fail(file, "could not be put in place");
}

void write_file_atomically(const std::filesystem::path& file, std::string_view content) {
  const std::filesystem::path partial = partial_name(file);
  std::error_code ignored;
  std::filesystem::remove(partial, ignored);
  try {
    {
      const Descriptor descriptor(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
      if (descriptor.get() < 0) fail(file, "could not be written");
      write_all(descriptor.get(), content, file);
    }
    publish_file(partial, file);
  } catch (...) {
    std::filesystem::remove(partial, ignored);
    throw;
  }
}

}  // namespace securepose::base
