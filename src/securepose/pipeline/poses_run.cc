#include "securepose/pipeline/poses_run.h"

#include <fmt/format.h>

#include <algorithm>

#include "securepose/base/error.h"
#include "securepose/formats/movement_files.h"
#include "securepose/kinematics/measure.h"
#include "securepose/pipeline/clip_run.h"
#include "securepose/pipeline/work_folder.h"

namespace securepose::pipeline {
namespace {

const kinematics::LandmarkSeries& chosen(const std::vector<kinematics::LandmarkSeries>& people,
                                         std::optional<std::size_t> person) {
  const std::size_t number = person.value_or(1);
  if (number < 1 || number > people.size())
    throw base::Error(base::ErrorKind::kUsage,
                      fmt::format("There is no person {} in these poses; their people are "
                                  "numbered 1 to {}.",
                                  number, people.size()));
  return people[number - 1];
}

}  // namespace

PosesRunOutcome run_poses(const PosesRunRequest& request) {
  refuse_existing_result(request.out, request.force);
  const auto people = formats::read_openpose_folder(request.poses, request.reading);
  const auto& series = chosen(people, request.person);
  const kinematics::MovementResult result = kinematics::measure(series, request.movement);

  WorkFolder work(request.out);
  try {
    work.clear_staged();
    formats::write_movement_files(result, work.staged_folder());
    PosesRunOutcome outcome;
    for (const auto& entry : std::filesystem::directory_iterator(work.staged_folder()))
      outcome.files.push_back(entry.path().filename().string());
    std::sort(outcome.files.begin(), outcome.files.end());
    work.publish(/*whole_result=*/false);
    outcome.frames = series.samples.size();
    outcome.people = people.size();
    outcome.notes = result.notes;
    return outcome;
  } catch (...) {
    work.discard();
    throw;
  }
}

}  // namespace securepose::pipeline
