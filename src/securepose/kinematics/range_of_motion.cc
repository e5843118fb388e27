#include "securepose/kinematics/range_of_motion.h"

#include "securepose/base/error.h"
#include "securepose/kinematics/body_size.h"

namespace securepose::kinematics {

std::vector<RangeOfMotion> ranges_of_motion(const AngleTable& angles, const TaskRequest& request) {
  if (!request.signal.empty() && angles.find(request.signal) == nullptr)
    throw base::Error(base::ErrorKind::kUsage,
                      "There is no angle \"" + request.signal +
                          "\". Name one as in the columns of angles.csv, for instance "
                          "right_knee_flexion_deg.");
  std::vector<RangeOfMotion> ranges;
  for (const AngleColumn& column : angles.columns) {
    if (!request.signal.empty() && column.name != request.signal) continue;
    RangeOfMotion range{.angle = column.name};
    std::vector<double> values;
    for (std::size_t i = 0; i < column.values_deg.size(); ++i) {
      if (!column.values_deg[i]) continue;
      const double value = *column.values_deg[i];
      if (values.empty() || value < range.least_deg) {
        range.least_deg = value;
        range.at_least = angles.times[i];
      }
      if (values.empty() || value > range.most_deg) {
        range.most_deg = value;
        range.at_most = angles.times[i];
      }
      values.push_back(value);
    }
    if (values.empty()) continue;
    range.samples = values.size();
    const double high = percentile_of(values, 97.5);
    range.robust_range_deg = high - percentile_of(values, 2.5);
    ranges.push_back(std::move(range));
  }
  return ranges;
}

std::string no_range_reason(const AngleTable& angles, const TaskRequest& request) {
  const AngleColumn* column = angles.find(request.signal);
  return column != nullptr && !column->missing_reason.empty() ? column->missing_reason
                                                              : "No angle was measured.";
}

}  // namespace securepose::kinematics
