#include "securepose/pipeline/decode_ahead.h"

#include <utility>

namespace securepose::pipeline {
namespace {

// Enough to hide the uneven cost of key frames; eight 1080p pictures take 50 MB.
constexpr std::size_t kFramesAhead = 8;

}  // namespace

DecodeAhead::DecodeAhead(const std::filesystem::path& video, WantsPicture wants_picture,
                         const media::Turns& turns)
    : reader_(video, turns),
      info_(reader_.info()),
      wants_picture_(std::move(wants_picture)),
      queue_(kFramesAhead),
      thread_([this] { decode(); }) {}

DecodeAhead::~DecodeAhead() { stop(); }

void DecodeAhead::stop() {
  queue_.abandon();
  if (thread_.joinable()) thread_.join();
}

void DecodeAhead::decode() {
  try {
    for (base::FrameIndex index = 0;; ++index) {
      auto frame = wants_picture_(index) ? reader_.next() : reader_.skip();
      if (!frame) break;
      if (!queue_.push(std::move(*frame))) return;
    }
    notes_ = reader_.notes();
  } catch (...) {
    failure_ = std::current_exception();
  }
  queue_.end();
}

std::optional<media::VideoFrame> DecodeAhead::next() {
  auto frame = queue_.pop();
  if (!frame) {
    // The queue has ended, so the thread is done or about to be.
    if (thread_.joinable()) thread_.join();
    if (failure_) std::rethrow_exception(failure_);
  }
  return frame;
}

}  // namespace securepose::pipeline
