#include "securepose/result/stage_figures.h"

#include <time.h>

#include <utility>

namespace securepose::result {
namespace {

double seconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

StageMeter::StageMeter()
    : begun_s_(seconds_of(CLOCK_MONOTONIC)),
      begun_core_s_(seconds_of(CLOCK_PROCESS_CPUTIME_ID)),
      done_before_(inference::network_work()) {}

StageFigures StageMeter::figures(std::string stage) const {
  return {std::move(stage), seconds_of(CLOCK_MONOTONIC) - begun_s_,
          seconds_of(CLOCK_PROCESS_CPUTIME_ID) - begun_core_s_,
          inference::work_between(done_before_, inference::network_work())};
}

}  // namespace securepose::result
