// Covers single frames of a video with every fill, as `run` does, so that what each fill leaves of
// a face can be measured. Pictures are not compressed, so whoever attacks them has all there is.
//
//   paint_fills VIDEO RESULT FRAME,FRAME,... OUT
//
// RESULT is a folder that `run` left for the video. Writes OUT/<frame>-<fill>.png, and with the
// name of the fill "none" the frame as it is: keep OUT as safe as the video.

#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <set>
#include <sstream>
#include <string>

#include "securepose/covering/painter.h"
#include "securepose/media/video_reader.h"

namespace {

namespace fs = std::filesystem;
namespace sp = securepose;
using sp::covering::Fill;
using sp::covering::FillKind;
using sp::covering::FrameRegions;
using sp::covering::Painter;
using Colours = std::map<sp::base::PersonId, std::array<std::uint8_t, 3>>;

const std::map<std::string, FillKind> kFills = {{"soft", FillKind::kSoft},
                                                {"solid", FillKind::kSolid},
                                                {"pixelate", FillKind::kPixelate},
                                                {"blur", FillKind::kBlur}};
// The middle of a head, where a mean has no background in it.
constexpr double kMiddle = 0.6;

std::vector<FrameRegions> read_regions(const fs::path& file) {
  std::ifstream in(file);
  const auto json = nlohmann::json::parse(in);
  std::vector<FrameRegions> frames;
  for (const auto& entry : json.at("frames")) {
    FrameRegions& frame = frames.emplace_back();
    frame.frame = entry.at("frame");
    for (const auto& region : entry.at("regions")) {
      const auto& e = region.at("ellipse");
      auto& made = frame.regions.emplace_back();
      made.ellipse = {
          {e.at("cx_px"), e.at("cy_px")}, e.at("rx_px"), e.at("ry_px"), e.at("angle_deg")};
      if (!region.at("person").is_null())
        made.person = sp::base::PersonId{region.at("person").get<std::int64_t>()};
    }
  }
  return frames;
}

// Sums of the colours of each person's head over the frames of the video.
class ColourMeans {
 public:
  void add(const FrameRegions& frame, const cv::Mat& rgb) {
    for (const auto& region : frame.regions) {
      if (!region.person) continue;
      cv::Mat mask = cv::Mat::zeros(rgb.size(), CV_8U);
      const auto& e = region.ellipse;
      cv::ellipse(mask,
                  cv::RotatedRect(cv::Point2f(static_cast<float>(e.center.x_px),
                                              static_cast<float>(e.center.y_px)),
                                  cv::Size2f(static_cast<float>(2 * kMiddle * e.rx_px),
                                             static_cast<float>(2 * kMiddle * e.ry_px)),
                                  static_cast<float>(e.angle_deg)),
                  255, cv::FILLED);
      const double pixels = cv::countNonZero(mask);
      if (pixels == 0) continue;
      sums_[*region.person] += cv::mean(rgb, mask) * pixels;
      counts_[*region.person] += pixels;
    }
  }

  Colours colours() const {
    Colours colours;
    for (const auto& [person, sum] : sums_) {
      for (int c = 0; c < 3; ++c)
        colours[person][c] = cv::saturate_cast<std::uint8_t>(sum[c] / counts_.at(person));
    }
    return colours;
  }

 private:
  std::map<sp::base::PersonId, cv::Scalar> sums_;
  std::map<sp::base::PersonId, double> counts_;
};

void write(const fs::path& folder, sp::base::FrameIndex frame, const std::string& fill,
           const cv::Mat& rgb) {
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  cv::imwrite((folder / fmt::format("{}-{}.png", frame, fill)).string(), bgr);
}

void paint(const fs::path& video, const fs::path& result, const std::set<std::int64_t>& wanted,
           const fs::path& out) {
  const std::vector<FrameRegions> regions = read_regions(result / "regions.json");
  fs::create_directories(out);
  std::map<std::int64_t, cv::Mat> kept;
  ColourMeans means;
  sp::media::VideoReader reader(video);
  while (const auto frame = reader.next()) {
    means.add(regions.at(static_cast<std::size_t>(frame->index)), frame->rgb);
    if (wanted.count(frame->index) > 0) kept[frame->index] = frame->rgb.clone();
  }
  for (const auto& [number, rgb] : kept) {
    write(out, number, "none", rgb);
    for (const auto& [name, kind] : kFills) {
      cv::Mat covered = rgb.clone();
      Painter({kind}, means.colours()).paint(regions[static_cast<std::size_t>(number)], covered);
      write(out, number, name, covered);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "Usage: paint_fills VIDEO RESULT FRAME,FRAME,... OUT\n");
    return 2;
  }
  try {
    std::set<std::int64_t> wanted;
    std::istringstream list(argv[3]);
    for (std::string number; std::getline(list, number, ',');) wanted.insert(std::stoll(number));
    paint(argv[1], argv[2], wanted, argv[4]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "paint_fills: {}\n", error.what());
    return 1;
  }
  return 0;
}
