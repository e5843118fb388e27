#include "securepose/validation/clip_pairs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "securepose/base/counted.h"
#include "securepose/base/sha256.h"
#include "securepose/validation/input_text.h"

namespace securepose::validation {
namespace {

namespace fs = std::filesystem;

std::string stem_of(const std::string& name) { return fs::path(name).stem().string(); }

bool same_name(const std::string& a, const std::string& b) {
  return !a.empty() && (a == b || stem_of(a) == b || a == stem_of(b) || stem_of(a) == stem_of(b));
}

// Names of the originals by their hash.
std::map<std::string, std::string> hash_originals(const std::vector<std::string>& originals) {
  std::map<std::string, std::string> names;
  for (const fs::path original : originals) {
    std::error_code error;
    if (!fs::is_directory(original, error)) {
      names[base::sha256_hex_of_file(original)] = original.filename().string();
      continue;
    }
    for (const auto& entry : fs::directory_iterator(original, error)) {
      if (entry.is_regular_file())
        names[base::sha256_hex_of_file(entry.path())] = entry.path().filename().string();
    }
    if (error) throw input_error(original, "can't be listed (" + error.message() + ")");
  }
  return names;
}

// What the result may be called in the file with the faces, the surest first.
std::vector<std::string> names_of(const CoveredClip& clip,
                                  const std::map<std::string, std::string>& originals) {
  std::vector<std::string> names;
  const auto original = originals.find(clip.source_sha256);
  if (!clip.source_sha256.empty() && original != originals.end()) names.push_back(original->second);
  names.push_back(clip.id);
  fs::path folder = clip.folder;
  if (!folder.has_filename()) folder = folder.parent_path();
  names.push_back(folder.filename().string());
  return names;
}

// The only clip that has the result's picture size and number of frames; names need not tell.
const DrawnClip* find_by_shape(const CoveredClip& covered, const std::vector<DrawnClip>& drawn) {
  const auto frames = static_cast<std::int64_t>(covered.frames.size());
  const DrawnClip* found = nullptr;
  for (const DrawnClip& clip : drawn) {
    if (!clip.size || clip.size != covered.size || !clip.video_frames ||
        frames < clip.video_frames->first || frames > clip.video_frames->second)
      continue;
    if (found != nullptr) return nullptr;
    found = &clip;
  }
  return found;
}

const DrawnClip* find_drawn(const std::vector<std::string>& names,
                            const std::vector<DrawnClip>& drawn) {
  for (const std::string& name : names) {
    for (const DrawnClip& clip : drawn) {
      if (same_name(clip.name, name)) return &clip;
    }
  }
  return nullptr;
}

}  // namespace

bool same_clip_name(const std::string& a, const std::string& b) { return same_name(a, b); }

void require_fit(ClipPair& pair) {
  CoveredClip& covered = pair.covered;
  const DrawnClip& drawn = pair.drawn;
  if (!covered.size) covered.size = drawn.size;
  if (!covered.size)
    throw input_error(covered.folder,
                      "the picture's size is not known; keep run.json or deidentified.mp4 beside "
                      "regions.json, or put width_px and height_px into it");
  if (drawn.size && *drawn.size != *covered.size)
    throw input_error(covered.folder,
                      fmt::format("the pictures are {}x{}, but the faces of \"{}\" were drawn on "
                                  "{}x{}",
                                  covered.size->width_px, covered.size->height_px, drawn.name,
                                  drawn.size->width_px, drawn.size->height_px));
  if (!drawn.frames.empty()) {
    const base::FrameIndex last = drawn.frames.rbegin()->first;
    if (last >= static_cast<base::FrameIndex>(covered.frames.size()))
      throw input_error(covered.folder,
                        fmt::format("the result has {}, but faces of \"{}\" were drawn in "
                                    "frame {} (counted from 0; see --first-frame)",
                                    base::counted(static_cast<std::int64_t>(covered.frames.size()),
                                                  "frame", "frames"),
                                    drawn.name, last));
  }
}

namespace {

[[noreturn]] void refuse_unknown(const CoveredClip& covered, const std::vector<DrawnClip>& drawn) {
  std::vector<std::string> names;
  for (const DrawnClip& clip : drawn) names.push_back("\"" + clip.name + "\"");
  throw input_error(
      covered.folder,
      fmt::format(
          "no faces drawn by hand are known for this result; there are faces "
          "of {}, and not one of them alone has its picture size and number of frames. Name "
          "the source video with --original, or rename the folder",
          fmt::join(names, ", ")));
}

}  // namespace

std::vector<ClipPair> pair_clips(std::vector<CoveredClip> covered, std::vector<DrawnClip> drawn,
                                 const std::vector<std::string>& originals) {
  const std::map<std::string, std::string> hashes = hash_originals(originals);
  const bool one_each = covered.size() == 1 && drawn.size() == 1;
  std::vector<ClipPair> pairs;
  std::set<std::string> taken;
  for (CoveredClip& clip : covered) {
    const DrawnClip* found = one_each ? drawn.data() : find_drawn(names_of(clip, hashes), drawn);
    if (found == nullptr) found = find_by_shape(clip, drawn);
    if (found == nullptr) refuse_unknown(clip, drawn);
    if (!taken.insert(found->name).second)
      throw input_error(clip.folder, fmt::format("is a second result of the clip \"{}\"; validate "
                                                 "them one after the other",
                                                 found->name));
    ClipPair pair{std::move(clip), *found};
    require_fit(pair);
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

}  // namespace securepose::validation
