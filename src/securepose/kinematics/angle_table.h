#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"

namespace securepose::kinematics {

/// One angle over time. Definitions, zeros and signs: docs/kinematics.md.
struct AngleColumn {
  std::string name;  ///< for instance "right_knee_flexion_deg"
  std::vector<std::optional<double>> values_deg;
  std::vector<bool> interpolated;  ///< at least one of its landmarks was put in or replaced
  /// Why nothing is reported though the landmarks were seen; a sentence, empty if it is reported.
  std::string missing_reason;
};

/// All angles of one person, one row for each sample of the landmark series.
struct AngleTable {
  std::vector<base::FrameIndex> frames;
  std::vector<base::Timestamp> times;  ///< the movement's own
  std::vector<AngleColumn> columns;

  /// The column of that name; null if there is none.
  const AngleColumn* find(std::string_view name) const;
};

}  // namespace securepose::kinematics
