#include "securepose/perception/perceiver.h"

#include <algorithm>
#include <memory>

#include "securepose/base/workers.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/inference/processor.h"

namespace securepose::perception {
namespace {

/// Each holds a network's working memory for a whole frame, 0.2 GB at 1920 x 1080.
constexpr int kMostGlancers = 4;

class NetworkPerceiver : public Perceiver {
 public:
  explicit NetworkPerceiver(const PerceptionOptions& options) : options_(options) {}

  PendingFrame begin(const cv::Mat& rgb, int upright_turn_deg) override {
    return {rgb, upright_turn_deg,
            glancers().submit([rgb, upright_turn_deg](FrameGlancer& glancer) {
              return glancer.look(geometry::turned(rgb, upright_turn_deg));
            })};
  }
  // One for each thread to work on, and one that waits for it.
  std::size_t frames_ahead() const override { return 2 * static_cast<std::size_t>(threads()); }
  observation::FrameObservations observe(PendingFrame frame) override {
    return observer().observe(frame.rgb, frame.upright_turn_deg, frame.glance.get());
  }
  void reset() override { observer().reset(); }
  UprightTurns find_upright_turns(const std::filesystem::path& video, int turn_deg) override {
    return perception::find_upright_turns(video, turn_deg);
  }

 private:
  // Loaded late, so that the networks that look for the turn are gone by then.
  FrameObserver& observer() {
    if (!observer_) observer_ = std::make_unique<FrameObserver>(options_);
    return *observer_;
  }

  base::Workers<FrameGlancer>& glancers() {
    if (!glancers_) {
      glancers_ = std::make_unique<base::Workers<FrameGlancer>>(
          threads(), [this] { return std::make_unique<FrameGlancer>(options_.face_precision); });
    }
    return *glancers_;
  }
  int threads() const {
    const int wanted = options_.threads > 0 ? options_.threads : inference::usable_cores();
    return std::min(wanted, kMostGlancers);
  }

  PerceptionOptions options_;
  std::unique_ptr<FrameObserver> observer_;
  std::unique_ptr<base::Workers<FrameGlancer>> glancers_;
};

}  // namespace

PerceiverFactory network_perceiver(const PerceptionOptions& options) {
  return [options] { return std::make_unique<NetworkPerceiver>(options); };
}

}  // namespace securepose::perception
