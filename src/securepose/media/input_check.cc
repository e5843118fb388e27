#include "securepose/media/input_check.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>

#include "securepose/media/refusal.h"

namespace securepose::media {
namespace {

struct Signature {
  std::string_view bytes;
  const char* what;
  const char* hint;
};

constexpr const char* kUnpack = "Unpack it with its password and give the video inside.";
constexpr const char* kDecrypt = "Decrypt it and give the video inside.";

// First bytes of files that lock or pack others away, from the formats' own specifications.
constexpr std::array<Signature, 9> kSignatures = {{
    {"PK\x03\x04", "is a ZIP archive (perhaps password-protected), not a video", kUnpack},
    {"PK\x05\x06", "is an empty ZIP archive, not a video", kUnpack},
    {"7z\xBC\xAF\x27\x1C", "is a 7-Zip archive (perhaps password-protected), not a video", kUnpack},
    {"Rar!\x1A\x07", "is a RAR archive (perhaps password-protected), not a video", kUnpack},
    {"Salted__", "is encrypted with a password, not a readable video", kDecrypt},
    {"-----BEGIN PGP", "is encrypted with PGP, not a readable video", kDecrypt},
    {"age-encryption.org", "is encrypted with age, not a readable video", kDecrypt},
    {"AES\x02", "is encrypted with AES Crypt, not a readable video", kDecrypt},
    {"%PDF-", "is a PDF document, not a video", "Give a video file, for instance an MP4."},
}};

}  // namespace

void check_input_file(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found)
    refuse(file, "there is no such file", "Check the name and the folder.");
  if (error)
    refuse(file, "could not be reached (" + error.message() + ")",
           "Check the permissions of the file and its folder.");
  if (std::filesystem::is_directory(status))
    refuse(file, "is a folder, not a video", "Give the video files in it.");
  if (!std::filesystem::is_regular_file(status))
    refuse(file, "is not an ordinary file", "Copy the video to a file and give that.");

  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in)
    refuse(file, std::string("could not be opened (") + std::strerror(errno) + ")",
           "Check the permissions of the file.");
  std::array<char, 32> start{};
  in.read(start.data(), start.size());
  const std::string_view head(start.data(), static_cast<std::size_t>(in.gcount()));
  if (head.empty()) {
    if (in.bad())
      refuse(file, "could not be read", "Check the disk or copy the file from the camera again.");
    refuse(file, "the file is empty", "Copy it from the camera again.");
  }
  for (const Signature& signature : kSignatures)
    if (head.starts_with(signature.bytes)) refuse(file, signature.what, signature.hint);
}

}  // namespace securepose::media
