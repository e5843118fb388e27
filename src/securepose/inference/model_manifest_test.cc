#include "securepose/inference/model_manifest.h"

#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "securepose/base/error.h"
#include "securepose/base/sha256.h"

namespace securepose::inference {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Manifest : public ::testing::Test {
 protected:
  Manifest() {
    std::string name = (fs::temp_directory_path() / "securepose-manifest-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Manifest() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& content) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << content;
    return folder_ / name;
  }

  static std::string message_of(const fs::path& file) {
    try {
      read_manifest(file);
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kEnvironment);
      return error.what();
    }
    return "no error";
  }

  fs::path folder_;
};

constexpr const char* kGood = R"(
[[package]]
name = "npm a"
version = "1.2"

[[network]]
id = "one"
file = "one.tflite"
sha256 = "00"
package = "npm a"
path = "package/one"
licence = "MIT"
paper = "Somebody 2020"
purpose = "something"
)";

TEST_F(Manifest, EntriesAreReadWithTheirPackagesVersion) {
  const auto entries = read_manifest(write("manifest.toml", kGood));
  ASSERT_EQ(entries.size(), 1);
  EXPECT_EQ(entries[0].id, "one");
  EXPECT_EQ(entries[0].file, "one.tflite");
  EXPECT_EQ(entries[0].package, "npm a");
  EXPECT_EQ(entries[0].version, "1.2");
  EXPECT_EQ(entries[0].paper, "Somebody 2020");
}

TEST_F(Manifest, MissingFileIsSaid) {
  EXPECT_THAT(message_of(folder_ / "manifest.toml"), HasSubstr("manifest.toml"));
}

TEST_F(Manifest, BrokenTomlIsSaid) {
  EXPECT_THAT(message_of(write("manifest.toml", "[[network")), HasSubstr("Could not read"));
}

TEST_F(Manifest, MissingFieldIsNamed) {
  std::string text = kGood;
  text.erase(text.find("licence"), 16);
  EXPECT_THAT(message_of(write("manifest.toml", text)), HasSubstr("\"licence\""));
}

TEST_F(Manifest, UndescribedPackageIsNamed) {
  std::string text = kGood;
  text.replace(text.find("\"npm a\""), 7, "\"npm b\"");
  EXPECT_THAT(message_of(write("manifest.toml", text)), HasSubstr("npm a"));
}

TEST_F(Manifest, FileIsGoodMissingOrAnother) {
  write("net", "content");
  const ModelEntry entry{.id = "net",
                         .file = "net",
                         .sha256 = base::sha256_hex("content"),
                         .package = {},
                         .version = {},
                         .licence = {},
                         .paper = {},
                         .purpose = {}};
  EXPECT_EQ(verify(entry, folder_), ModelState::kGood);
  write("net", "Content");
  EXPECT_EQ(verify(entry, folder_), ModelState::kWrongHash);
  fs::remove(folder_ / "net");
  EXPECT_EQ(verify(entry, folder_), ModelState::kMissing);
}

std::string refusal(const std::string& id, const fs::path& folder) {
  try {
    verified_file(id, folder);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kEnvironment);
    return error.what();
  }
  return "no error";
}

TEST_F(Manifest, MissingNetworkSaysHowToGetIt) {
  write("manifest.toml", kGood);
  EXPECT_THAT(refusal("one", folder_), HasSubstr((folder_ / "one.tflite").string()));
  EXPECT_THAT(refusal("one", folder_), HasSubstr("Run scripts/setup.sh"));
}

TEST_F(Manifest, AlteredNetworkIsRefused) {
  write("manifest.toml", kGood);
  write("one.tflite", "something else");
  EXPECT_THAT(refusal("one", folder_), HasSubstr("not the one"));
}

TEST_F(Manifest, RightNetworkIsGivenAndUnknownOnesAreNot) {
  std::string text = kGood;
  text.replace(text.find("\"00\""), 4, "\"" + base::sha256_hex("net") + "\"");
  write("manifest.toml", text);
  write("one.tflite", "net");
  EXPECT_EQ(verified_file("one", folder_).file, folder_ / "one.tflite");
  EXPECT_THAT(refusal("two", folder_), HasSubstr("\"two\""));
}

TEST_F(Manifest, InstalledTreeIsFoundBesideTheProgram) {
  fs::create_directories(folder_ / "bin");
  write("share/securepose/models/manifest.toml", kGood);
  EXPECT_EQ(models_folder_beside(folder_ / "bin"), folder_ / "share/securepose/models");
}

TEST_F(Manifest, BuildTreeIsFoundBesideTheProgram) {
  fs::create_directories(folder_ / "bin");
  write("models/manifest.toml", kGood);
  EXPECT_EQ(models_folder_beside(folder_ / "bin"), folder_ / "models");
}

TEST_F(Manifest, NoFolderSaysWhatToDo) {
  try {
    models_folder_beside(folder_ / "bin");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kEnvironment);
    EXPECT_THAT(error.what(), HasSubstr("scripts/setup.sh"));
  }
}

TEST(Models, AllThatTheSetUpFetchesAreThere) {
  const fs::path folder = models_folder();
  const auto entries = read_manifest(folder / "manifest.toml");
  EXPECT_GE(entries.size(), 8);
  for (const ModelEntry& entry : entries)
    EXPECT_EQ(verify(entry, folder), ModelState::kGood) << entry.id;
}

}  // namespace
}  // namespace securepose::inference
