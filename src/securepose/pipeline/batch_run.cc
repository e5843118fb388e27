#include "securepose/pipeline/batch_run.h"

#include <algorithm>
#include <exception>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "securepose/base/program_identity.h"
#include "securepose/result/work_folder.h"

namespace securepose::pipeline {
namespace {

class Batch {
 public:
  Batch(const std::filesystem::path& out, bool single, const RunOptions& options,
        const RunEnvironment& environment, const base::Cancellation& cancellation,
        const Listener& listener)
      : out_(out),
        single_(single),
        options_(options),
        environment_(environment),
        cancellation_(cancellation),
        listener_(listener) {}

  VideoOutcome run(const std::filesystem::path& video) {
    VideoOutcome outcome;
    outcome.video = video;
    try {
      run_into(outcome);
    } catch (const base::Error& error) {
      if (error.kind() == base::ErrorKind::kInterrupted) throw;
      fail(outcome, error.what(), error.kind());
    } catch (const std::exception& error) {
      fail(outcome, video.string() + ": an unexpected fault: " + error.what() + ".",
           base::ErrorKind::kEnvironment);
    }
    return outcome;
  }

 private:
  void fail(VideoOutcome& outcome, const std::string& sentence, base::ErrorKind kind) const {
    if (!single_) listener_.warn(sentence);
    outcome.end = VideoEnd::kFailed;
    outcome.error = sentence;
    outcome.error_kind = kind;
    outcome.folder.clear();
  }

  void run_into(VideoOutcome& outcome) {
    if (single_) refuse_existing_result(out_, options_.force);
    Progress reading;
    reading.stage = Stage::kRead;
    listener_.progress(reading);
    const result::SourceVideo source = result::open_source_video(outcome.video, options_.turn_deg);
    if (const auto known = done_.find(source.sha256); known != done_.end()) {
      outcome.end = VideoEnd::kDuplicate;
      outcome.folder = known->second;
      return;
    }
    outcome.folder = single_ ? out_ : out_ / source.id();
    if (!single_ && !options_.force) {
      if (const auto before = finished_outcome(outcome.folder, source, options_)) {
        outcome.end = VideoEnd::kAlreadyDone;
        outcome.clip = *before;
        done_.emplace(source.sha256, outcome.folder);
        return;
      }
    }
    outcome.clip =
        run_clip(source, outcome.folder, options_, environment_, cancellation_, listener_);
    done_.emplace(source.sha256, outcome.folder);
  }

  const std::filesystem::path& out_;
  const bool single_;
  const RunOptions& options_;
  const RunEnvironment& environment_;
  const base::Cancellation& cancellation_;
  const Listener& listener_;
  std::map<std::string, std::filesystem::path> done_;
};

}  // namespace

std::optional<ClipOutcome> finished_outcome(const std::filesystem::path& folder,
                                            const result::SourceVideo& source,
                                            const RunOptions& options) {
  std::ifstream in(folder / result::kResultFiles.back());
  if (!in) return std::nullopt;
  const auto record = nlohmann::ordered_json::parse(in, nullptr, false);
  const bool complete =
      std::all_of(result::kResultFiles.begin(), result::kResultFiles.end(), [&](const auto name) {
        // Whoever will correct nothing may delete these two.
        if (name == result::kObservationsFile || name == result::kRenderingFile) return true;
        return std::filesystem::exists(folder / name);
      });
  try {
    if (!complete || record.is_discarded() || record.at("input").at("sha256") != source.sha256 ||
        record.at("program").at("version") != base::program_identity().version ||
        nlohmann::json(record.at("parameters")) != nlohmann::json(options.parameters))
      return std::nullopt;
    ClipOutcome outcome;
    outcome.frames = record.at("input").at("frames").get<std::int64_t>();
    outcome.people = static_cast<std::int64_t>(record.at("people").size());
    outcome.doubtful_moments = static_cast<std::int64_t>(record.at("doubtful").size());
    outcome.review_reasons = record.at("review_reasons").get<std::vector<std::string>>();
    outcome.warnings = record.at("warnings").get<std::vector<std::string>>();
    return outcome;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;  // not a record of ours
  }
}

std::vector<VideoOutcome> run_videos(const InputVideos& input, const std::filesystem::path& out,
                                     const RunOptions& options, const RunEnvironment& environment,
                                     const base::Cancellation& cancellation,
                                     const Listener& listener, const VideoBegins& begins) {
  Batch batch(out, input.single, options, environment, cancellation, listener);
  std::vector<VideoOutcome> outcomes;
  for (std::size_t i = 0; i < input.files.size(); ++i) {
    begins(i, input.files.size(), input.files[i]);
    outcomes.push_back(batch.run(input.files[i]));
  }
  return outcomes;
}

}  // namespace securepose::pipeline
