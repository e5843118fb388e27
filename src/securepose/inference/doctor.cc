#include "securepose/inference/doctor.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/base/median.h"
#include "securepose/inference/openvino_runtime.h"

namespace securepose::inference {
namespace {

namespace fs = std::filesystem;

/// Usual shapes of the networks that take pictures of any size: a landscape frame as the program
/// looks at it by default.
const std::map<std::string, ov::Shape> kUsualShapes{{"centerface", {1, 3, 544, 960}},
                                                    {"movenet-multipose", {1, 384, 640, 3}}};

/// The shape to run a network with: its usual one, or its own with open sizes set to one.
ov::Shape shape_to_run(const std::string& id, const ov::Model& model) {
  if (const auto usual = kUsualShapes.find(id); usual != kUsualShapes.end()) return usual->second;
  ov::Shape shape;
  for (const ov::Dimension& size : model.input().get_partial_shape())
    shape.push_back(size.is_static() ? static_cast<std::size_t>(size.get_length()) : 1);
  return shape;
}

void measure(NetworkHealth& health, const fs::path& folder, const DoctorOptions& options) {
  auto model = openvino_core().read_model((folder / health.entry.file).string());
  const ov::Shape shape = shape_to_run(health.entry.id, *model);
  model->reshape(shape);
  auto request = openvino_core()
                     .compile_model(model, "CPU", openvino_settings(Precision::kF32))
                     .create_infer_request();
  ov::Tensor input = request.get_input_tensor();
  std::fill_n(static_cast<char*>(input.data()), input.get_byte_size(), '\0');
  request.infer();  // the first run also sets things up
  std::vector<double> times_ms;
  for (int i = 0; i < std::max(1, options.repetitions); ++i) {
    const auto start = std::chrono::steady_clock::now();
    request.infer();
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    times_ms.push_back(time.count());
  }
  health.median_ms = base::upper_median(std::move(times_ms));
  health.input_shape.assign(shape.begin(), shape.end());
}

NetworkHealth health_of(const ModelEntry& entry, const fs::path& folder,
                        const DoctorOptions& options) {
  NetworkHealth health;
  health.entry = entry;
  try {
    health.state = verify(entry, folder);
    if (health.state == ModelState::kMissing) {
      health.problem =
          fmt::format("The network {} is missing ({}). Run scripts/setup.sh to fetch it.", entry.id,
                      (folder / entry.file).string());
    } else if (health.state == ModelState::kWrongHash) {
      health.problem = fmt::format(
          "The network {} is not the one that the program was made with ({}). Delete the file and "
          "run scripts/setup.sh to fetch it again.",
          entry.id, (folder / entry.file).string());
    } else if (options.measure) {
      measure(health, folder, options);
    }
  } catch (const base::Error& error) {
    health.problem = error.what();
  } catch (const std::exception& error) {  // OpenVINO's and the standard library's
    health.problem =
        fmt::format("The network {} does not run here ({}). Run scripts/setup.sh again.", entry.id,
                    openvino_reason(error));
  }
  return health;
}

void look_at_openvino(DoctorReport& report) {
  report.openvino_version = ov::get_openvino_version().buildNumber;
  try {
    const auto devices = openvino_core().get_available_devices();
    if (std::find(devices.begin(), devices.end(), "CPU") != devices.end()) return;
    report.problems.emplace_back(
        "OpenVINO's part for the processor is missing (libopenvino_intel_cpu_plugin.so beside "
        "libopenvino). Run scripts/setup.sh again, or install the program again.");
  } catch (const std::exception& error) {
    report.problems.push_back(
        fmt::format("OpenVINO does not start ({}). Run scripts/setup.sh again, or install the "
                    "program again.",
                    openvino_reason(error)));
  }
}

}  // namespace

DoctorReport examine(const DoctorOptions& options, const fs::path& models_folder) {
  DoctorReport report;
  report.processor = this_processor();
  report.models_folder = models_folder;
  look_at_openvino(report);
  try {
    for (const ModelEntry& entry : read_manifest(models_folder / "manifest.toml")) {
      report.networks.push_back(health_of(entry, models_folder, options));
      if (!report.networks.back().problem.empty())
        report.problems.push_back(report.networks.back().problem);
    }
  } catch (const base::Error& error) {
    report.problems.emplace_back(error.what());
  }
  return report;
}

DoctorReport examine(const DoctorOptions& options) {
  try {
    return examine(options, models_folder());
  } catch (const base::Error& error) {
    DoctorReport report;
    report.processor = this_processor();
    look_at_openvino(report);
    report.problems.emplace_back(error.what());
    return report;
  }
}

}  // namespace securepose::inference
