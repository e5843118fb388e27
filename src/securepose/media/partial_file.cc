#include "securepose/media/partial_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"

namespace securepose::media {

PartialFile::PartialFile(const std::filesystem::path& file)
    : file_(file), partial_(base::partial_name(file)) {
  std::error_code ignored;
  std::filesystem::remove(partial_, ignored);
  const int descriptor = ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) fail();
  ::close(descriptor);
  out_.open(partial_, std::ios::binary);
  if (!out_) fail();
}

PartialFile::~PartialFile() {
  if (published_) return;
  out_.close();
  std::error_code ignored;
  std::filesystem::remove(partial_, ignored);
}

void PartialFile::fail() const {
  const std::string reason = errno != 0 ? std::string(" (") + std::strerror(errno) + ")" : "";
  throw base::Error::about_file(base::ErrorKind::kEnvironment, file_,
                                "could not be written" + reason,
                                "Check that the folder can be written and that the disk has room.");
}

void PartialFile::write(std::string_view bytes) {
  errno = 0;
  if (!out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) fail();
}

void PartialFile::publish() {
  errno = 0;
  out_.close();
  if (!out_) fail();
  base::publish_file(partial_, file_);
  published_ = true;
}

}  // namespace securepose::media
