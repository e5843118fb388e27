#include "securepose/perception/perceiver.h"

namespace securepose::perception {
namespace {

class NetworkPerceiver : public Perceiver {
 public:
  explicit NetworkPerceiver(const PerceptionOptions& options) : options_(options) {}

  observation::FrameObservations observe(const cv::Mat& rgb, int upright_turn_deg) override {
    return observer().observe(rgb, upright_turn_deg);
  }
  void reset() override { observer().reset(); }
  UprightTurns find_upright_turns(const std::filesystem::path& video, int turn_deg) override {
    return perception::find_upright_turns(video, options_.network, turn_deg);
  }

 private:
  // Loaded late, so that the networks that look for the turn are gone by then.
  FrameObserver& observer() {
    if (!observer_) observer_ = std::make_unique<FrameObserver>(options_);
    return *observer_;
  }

  PerceptionOptions options_;
  std::unique_ptr<FrameObserver> observer_;
};

}  // namespace

PerceiverFactory network_perceiver(const PerceptionOptions& options) {
  return [options] { return std::make_unique<NetworkPerceiver>(options); };
}

}  // namespace securepose::perception
