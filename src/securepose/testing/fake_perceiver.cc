#include "securepose/testing/fake_perceiver.h"

#include <algorithm>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "securepose/media/video_writer.h"

namespace securepose::testing {
namespace {

constexpr int kWidth_px = 96;
constexpr int kHeight_px = 64;
constexpr int kFace_px = 16;

class FakePerceiver : public perception::Perceiver {
 public:
  explicit FakePerceiver(std::shared_ptr<FakePerceiverLog> log) : log_(std::move(log)) {}

  perception::PendingFrame begin(const cv::Mat& rgb, int upright_turn_deg) override {
    ++log_->begun;
    log_->most_begun_ahead = std::max(log_->most_begun_ahead, log_->begun - log_->observed);
    return Perceiver::begin(rgb, upright_turn_deg);
  }
  std::size_t frames_ahead() const override { return log_->frames_ahead; }
  observation::FrameObservations observe(perception::PendingFrame frame) override {
    const cv::Mat& rgb = frame.rgb;
    ++log_->observed;
    if (log_->observed == log_->cancel_after) log_->cancellation->request();
    ++since_reset_;
    cv::Mat grey;
    cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
    cv::Mat mean;
    cv::blur(grey, mean, {kFace_px, kFace_px});
    cv::Point brightest;
    cv::minMaxLoc(mean, nullptr, nullptr, nullptr, &brightest);
    observation::FrameObservations seen;
    observation::FaceObservation& face = seen.faces.emplace_back();
    face.detection.box_px =
        geometry::Box::around({brightest.x + 0.5, brightest.y + 0.5}, kFace_px, kFace_px);
    face.detection.score = 0.5 + 0.25 / since_reset_;
    const auto colour = static_cast<float>(cv::mean(grey)[0]);
    face.colour = {colour, colour, colour};
    if (!previous_.empty()) {
      auto& change = seen.change.emplace();
      change.residual = cv::norm(grey, previous_, cv::NORM_L1) / static_cast<double>(grey.total());
    }
    previous_ = grey;
    return seen;
  }

  void reset() override {
    ++log_->resets;
    since_reset_ = 0;
    previous_.release();
  }

  perception::UprightTurns find_upright_turns(const std::filesystem::path& /*video*/,
                                              int /*turn_deg*/) override {
    ++log_->turn_asked;
    return {log_->upright_turn_deg, log_->part_turns_deg};
  }

 private:
  std::shared_ptr<FakePerceiverLog> log_;
  int since_reset_ = 0;
  cv::Mat previous_;
};

}  // namespace

perception::PerceiverFactory fake_perceiver(std::shared_ptr<FakePerceiverLog> log) {
  return [log = std::move(log)] {
    ++log->made;
    return std::make_unique<FakePerceiver>(log);
  };
}

geometry::Point test_face_center(base::FrameIndex index) {
  return {16.0 + static_cast<double>(index % 64), 30.0};
}

void write_test_video(const std::filesystem::path& file, int frames) {
  media::VideoInfo info;
  info.width_px = kWidth_px;
  info.height_px = kHeight_px;
  info.time_base = {1, 1000};
  info.nominal_fps = 25;
  const std::filesystem::path piece = file.parent_path() / (file.stem().string() + ".piece.mp4");
  media::SegmentWriter writer(piece, info, {.crf = 10, .threads = 1});
  for (int i = 0; i < frames; ++i) {
    media::VideoFrame frame;
    frame.index = i;
    frame.pts_ticks = 40 * i + (i == 4 ? 15 : 0);
    frame.time = base::Timestamp{frame.pts_ticks * 1'000'000};
    frame.rgb = cv::Mat(kHeight_px, kWidth_px, CV_8UC3, cv::Scalar::all(60));
    const geometry::Point center = test_face_center(i);
    const cv::Point corner(static_cast<int>(center.x_px) - kFace_px / 2,
                           static_cast<int>(center.y_px) - kFace_px / 2);
    cv::rectangle(frame.rgb, {corner, cv::Size(kFace_px, kFace_px)}, {230, 220, 210}, cv::FILLED);
    writer.write(frame);
  }
  writer.finish();
  media::join_segments({piece}, info, file, media::AudioMode::kNone, file);
  std::filesystem::remove(piece);
}

}  // namespace securepose::testing
