#pragma once

#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace securepose::result {

/// The files of a result, in the order in which they are put in place. run.json is the last, so a
/// folder that has it has all of them.
inline constexpr std::array<std::string_view, 12> kResultFiles = {
    "deidentified.mp4", "regions.json",         "poses.csv",      "angles.csv",
    "events.csv",       "strides.csv",          "cycles.csv",     "gait.json",
    "report.html",      "observations.journal", "rendering.json", "run.json"};

/// Files that a result may have: corrections, and the picture of its people. They go with the
/// result that they belong to.
inline constexpr std::array<std::string_view, 2> kCorrectionFiles = {"edits.json", "people.png"};

/// Whether `out` holds any file of a result, whoever made it.
bool holds_result(const std::filesystem::path& out);

/// The hidden folder inside the output folder in which a run keeps what it has not finished:
/// observations and covered pieces of video, never a source pixel; for the owner only. One run at a
/// time may use it.
class WorkFolder {
 public:
  /// Makes `out` and the folder inside it, or goes on with what an interrupted run left there.
  /// @throws base::Error(kEnvironment) if it can't be written or another run is using it.
  explicit WorkFolder(const std::filesystem::path& out);
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  /// Whether an earlier run was stopped while it put its files into `out`: what then stands there
  /// is no complete result.
  static bool was_publishing(const std::filesystem::path& out);

  /// Whether a run was stopped in `out` that can go on.
  static bool holds_stopped_run(const std::filesystem::path& out);

  /// Puts the rest of the files in place after such a stop, if all that belongs to the result is
  /// there. Does nothing otherwise.
  /// @throws base::Error(kEnvironment) as publish() does.
  static void finish_publishing(const std::filesystem::path& out);

  std::filesystem::path journal_file() const;
  std::filesystem::path segment_folder() const { return work_ / "segments"; }
  /// For the finished files, until all of them are there. Emptied by clear_staged().
  std::filesystem::path staged_folder() const { return work_ / "finished"; }
  void clear_staged();

  /// Gives the staged files their final names, in the order of kResultFiles, and removes the work
  /// folder.
  /// @param whole_result  files of an older result that have no successor are removed, too
  /// @param kept  but not these
  /// @throws base::Error(kEnvironment) if that fails.
  void publish(bool whole_result, const std::set<std::string_view>& kept = {});

  /// Removes the staged files only, so that a run that was stopped in this folder can go on.
  void discard_staged();

  /// Removes the work folder, and the output folder if this run made it.
  void discard();

 private:
  void put_in_place(const std::set<std::string>& belongs, bool whole_result);

  std::filesystem::path out_;
  std::filesystem::path work_;
  bool made_out_ = false;
  int lock_ = -1;
};

}  // namespace securepose::result
