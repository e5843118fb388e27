#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/media/ffmpeg_handles.h"

namespace securepose::media {

/// High dynamic range (PQ, HLG) and wide-gamut (BT.2020) pictures -> BT.709 at 8 bits, through a
/// table. The table's nodes are computed once by libavfilter (zscale and tonemap: linear light
/// with diffuse white at 203 cd/m2 as in ITU-R BT.2408, BT.2020 -> BT.709 primaries, the "mobius"
/// curve up to 1000 cd/m2, BT.709 transfer); between the nodes it is linear. That is some twenty
/// times faster than the filters on every picture, and always the same for the same pixel.
class ColourCube {
 public:
  /// What determines the table.
  struct Key {
    int transfer = 0;
    int primaries = 0;
    int matrix = 0;
    bool full_range = false;
    friend bool operator==(const Key&, const Key&) = default;
  };

  /// True if such a picture needs a table rather than a matrix.
  static bool needed_for(const AVFrame& picture);
  static Key key_of(const AVFrame& picture);

  /// @throws base::Error(kEnvironment) if libavfilter lacks zscale or tonemap.
  explicit ColourCube(const Key& key);

  const Key& key() const { return key_; }

  /// @param picture  AV_PIX_FMT_YUV420P10
  /// @param rgb      CV_8UC3 of the same size, red first
  void convert(const AVFrame& picture, cv::Mat& rgb) const;

 private:
  static constexpr int kLumaCells = 64;
  static constexpr int kChromaCells = 64;
  static constexpr int kLumaNodes = kLumaCells + 1;
  static constexpr int kChromaNodes = kChromaCells + 1;

  void fill(const AVFrame& nodes);
  void convert_rows(const AVFrame& picture, int first_pair, int last_pair, cv::Mat& rgb) const;

  Key key_;
  /// [Cb][Cr][Y][red, green, blue], 255 stored as 255 * 256.
  std::vector<std::uint16_t> nodes_;
};

}  // namespace securepose::media
