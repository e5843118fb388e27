#pragma once

#include <string>
#include <vector>

#include "securepose/inference/network_work.h"

namespace securepose::result {

/// What one stage of a run took.
struct StageFigures {
  std::string stage;
  double time_s = 0;  ///< by the clock
  double core_s = 0;  ///< processor time of all threads of the program
  std::vector<inference::NetworkWork> networks;
};

/// Takes the figures of a stage from when it is made on.
class StageMeter {
 public:
  StageMeter();
  StageFigures figures(std::string stage) const;

 private:
  double begun_s_;
  double begun_core_s_;
  std::vector<inference::NetworkWork> done_before_;
};

}  // namespace securepose::result
