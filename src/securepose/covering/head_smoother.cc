#include "securepose/covering/head_smoother.h"

#include <Eigen/Core>
#include <Eigen/LU>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace securepose::covering {
namespace {

using State = Eigen::Vector2d;
using Covariance = Eigen::Matrix2d;

struct Step {
  State predicted = State::Zero();
  Covariance predicted_covariance = Covariance::Identity();
  State filtered = State::Zero();
  Covariance filtered_covariance = Covariance::Identity();
  Covariance transition = Covariance::Identity();  // from the step before
};

constexpr int kReweightings = 3;

Covariance process_noise(double dt_s, double density) {
  Covariance q;
  q << dt_s * dt_s * dt_s / 3, dt_s * dt_s / 2, dt_s * dt_s / 2, dt_s;
  return density * q;
}

void update(Step& step, const Reading& reading, double weight) {
  const double variance = reading.sigma * reading.sigma / weight;
  const double innovation_variance = step.filtered_covariance(0, 0) + variance;
  const State gain = step.filtered_covariance.col(0) / innovation_variance;
  step.filtered += gain * (reading.value - step.filtered(0));
  // Joseph's form keeps the covariance symmetric and positive.
  Covariance keep = Covariance::Identity();
  keep.col(0) -= gain;
  step.filtered_covariance =
      (keep * step.filtered_covariance * keep.transpose() + variance * gain * gain.transpose())
          .eval();
}

/// A start that claims nothing: the first readings decide.
Step vague_start(const std::vector<std::vector<Reading>>& readings, const MotionModel& model) {
  Step step;
  double spread = 0;
  for (const auto& at_step : readings) {
    if (at_step.empty()) continue;
    step.predicted(0) = at_step.front().value;
    spread = at_step.front().sigma;
    break;
  }
  const double rate_sigma = model.initial_rate_sigma;
  const double value_sigma = 1e3 * (spread + rate_sigma);
  step.predicted_covariance << value_sigma * value_sigma, 0, 0, rate_sigma * rate_sigma;
  return step;
}

std::vector<SmoothedValue> pass(const std::vector<base::Timestamp>& times,
                                const std::vector<std::vector<Reading>>& readings,
                                const std::vector<std::vector<double>>& weights,
                                const MotionModel& model,
                                const std::vector<double>& step_variances) {
  std::vector<Step> steps(times.size());
  for (std::size_t i = 0; i < times.size(); ++i) {
    Step& step = steps[i];
    if (i == 0) {
      step = vague_start(readings, model);
    } else {
      const double dt_s = (times[i] - times[i - 1]).seconds();
      step.transition << 1, dt_s, 0, 1;
      step.predicted = step.transition * steps[i - 1].filtered;
      step.predicted_covariance =
          step.transition * steps[i - 1].filtered_covariance * step.transition.transpose() +
          process_noise(dt_s, model.acceleration_density);
      if (!step_variances.empty()) step.predicted_covariance(0, 0) += step_variances[i];
    }
    step.filtered = step.predicted;
    step.filtered_covariance = step.predicted_covariance;
    for (std::size_t k = 0; k < readings[i].size(); ++k)
      update(step, readings[i][k], weights[i][k]);
  }
  std::vector<SmoothedValue> smoothed(times.size());
  State state = steps.back().filtered;
  Covariance covariance = steps.back().filtered_covariance;
  for (std::size_t i = times.size(); i-- > 0;) {
    if (i + 1 < times.size()) {
      const Step& next = steps[i + 1];
      const Covariance gain = steps[i].filtered_covariance * next.transition.transpose() *
                              next.predicted_covariance.inverse();
      state = steps[i].filtered + gain * (state - next.predicted);
      covariance = steps[i].filtered_covariance +
                   gain * (covariance - next.predicted_covariance) * gain.transpose();
    }
    smoothed[i] = {state(0), state(1), std::sqrt(std::max(0.0, covariance(0, 0)))};
  }
  return smoothed;
}

}  // namespace

std::vector<SmoothedValue> smooth(const std::vector<base::Timestamp>& times,
                                  const std::vector<std::vector<Reading>>& readings,
                                  const MotionModel& model,
                                  const std::vector<double>& step_variances) {
  assert(times.size() == readings.size());
  assert(step_variances.empty() || step_variances.size() == times.size());
  std::vector<std::vector<double>> weights;
  bool any = false;
  for (const auto& at_step : readings) {
    weights.emplace_back(at_step.size(), 1.0);
    any = any || !at_step.empty();
  }
  if (!any) return {};
  std::vector<SmoothedValue> smoothed = pass(times, readings, weights, model, step_variances);
  for (int round = 0; round < kReweightings; ++round) {
    for (std::size_t i = 0; i < readings.size(); ++i) {
      for (std::size_t k = 0; k < readings[i].size(); ++k) {
        const double residual = (readings[i][k].value - smoothed[i].value) / readings[i][k].sigma;
        weights[i][k] = (model.student_nu + 1) / (model.student_nu + residual * residual);
      }
    }
    smoothed = pass(times, readings, weights, model, step_variances);
  }
  return smoothed;
}

}  // namespace securepose::covering
