#include "securepose/pipeline/poses_run.h"

#include <fmt/format.h>

#include <algorithm>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"
#include "securepose/base/program_identity.h"
#include "securepose/formats/movement_files.h"
#include "securepose/formats/poses_csv.h"
#include "securepose/kinematics/measure.h"
#include "securepose/pipeline/clip_run.h"
#include "securepose/pipeline/pose_people.h"
#include "securepose/report/movement_facts.h"
#include "securepose/report/report.h"
#include "securepose/result/work_folder.h"

namespace securepose::pipeline {
namespace {

std::size_t chosen(const PosePeople& people, std::optional<std::size_t> person) {
  const std::size_t number = person.value_or(1);
  if (number < 1 || number > people.bodies.size())
    throw base::Error(base::ErrorKind::kUsage,
                      fmt::format("There is no person {} in these poses; their people are "
                                  "numbered 1 to {}.",
                                  number, people.bodies.size()));
  return number - 1;
}

report::ReportData report_of(const kinematics::MovementResult& result,
                             const PosesRunRequest& request) {
  report::ReportData data;
  data.run.program_version = base::program_identity().version;
  data.run.input_id = "poses";
  data.run.width_px = request.reading.width_px.value_or(0);
  data.run.height_px = request.reading.height_px.value_or(0);
  data.run.frames = static_cast<std::int64_t>(result.angles.frames.size());
  data.run.duration = base::Timestamp::from_seconds(result.summary.duration_s);
  for (const auto& [name, value] : request.parameters.items())
    if (!value.is_null())
      data.run.options.push_back(
          {name, value.is_string() ? value.get<std::string>() : value.dump()});
  data.deidentification.done = false;
  data.movement = report::describe_movement(result);
  return data;
}

}  // namespace

PosesRunOutcome run_poses(const PosesRunRequest& request) {
  refuse_existing_result(request.out, request.force);
  const formats::PoseRecording poses = formats::read_pose_files(request.poses, request.reading);
  const PosePeople people = people_of_poses(poses);
  const std::size_t person = chosen(people, request.person);
  kinematics::LandmarkSeries series = series_of_person(poses, people, person);
  series.clock.factor =
      kinematics::slow_motion_of(request.slow_motion, std::nullopt, std::nullopt).factor;
  kinematics::MovementResult result = kinematics::measure(series, request.movement);
  std::vector<std::string> notes = poses.notes;
  for (std::string& note : notes_about(poses, people, person)) notes.push_back(std::move(note));
  result.notes.insert(result.notes.begin(), notes.begin(), notes.end());

  result::WorkFolder work(request.out);
  try {
    work.clear_staged();
    formats::write_movement_files(result, work.staged_folder());
    formats::write_poses_csv({formats::poses_of(base::PersonId{1}, result.clean)},
                             work.staged_folder() / "poses.csv", series.clock);
    base::write_file_atomically(work.staged_folder() / "report.html",
                                report::render_report(report_of(result, request)));
    PosesRunOutcome outcome;
    for (const auto& entry : std::filesystem::directory_iterator(work.staged_folder()))
      outcome.files.push_back(entry.path().filename().string());
    std::sort(outcome.files.begin(), outcome.files.end());
    work.publish(/*whole_result=*/false);
    outcome.frames = series.samples.size();
    outcome.people = people.bodies.size();
    outcome.notes = result.notes;
    return outcome;
  } catch (...) {
    work.discard();
    throw;
  }
}

}  // namespace securepose::pipeline
