#include "securepose/pipeline/segment_plan.h"

#include <fmt/format.h>

#include <bit>
#include <cstddef>

#include "securepose/base/sha256.h"
#include "securepose/result/byte_stream.h"

namespace securepose::pipeline {
namespace {

using result::ByteWriter;

void add_exact(ByteWriter& out, double value) { out.integer(std::bit_cast<std::uint64_t>(value)); }

void add_look(ByteWriter& out, const SegmentLook& look) {
  out.text(look.key);
  out.integer(static_cast<std::uint8_t>(look.fill.kind));
  for (const std::uint8_t channel : look.fill.colour) out.integer(channel);
}

void add_region(ByteWriter& out, const covering::Region& region, const SegmentLook& look) {
  const geometry::Ellipse& ellipse = region.ellipse;
  for (const double value :
       {ellipse.center.x_px, ellipse.center.y_px, ellipse.rx_px, ellipse.ry_px, ellipse.angle_deg})
    add_exact(out, value);
  out.integer<std::uint8_t>(region.box_px ? 1 : 0);
  const auto colour =
      region.person ? look.track_colours.find(*region.person) : look.track_colours.end();
  out.integer<std::uint8_t>(colour == look.track_colours.end() ? 0 : 1);
  if (colour != look.track_colours.end()) {
    for (const std::uint8_t channel : colour->second) out.integer(channel);
  }
}

std::string name_of(std::size_t number, const std::string& hash) {
  return fmt::format("segment-{:05}-{}.mp4", number, hash.substr(0, 32));
}

}  // namespace

std::vector<Segment> plan_segments(const observation::ClipObservations& clip,
                                   const covering::CoverPlan& plan, const SegmentLook& look,
                                   const std::filesystem::path& folder) {
  std::vector<Segment> segments;
  std::size_t next = 0;
  while (next < clip.frames.size()) {
    ByteWriter content;
    add_look(content, look);
    Segment segment;
    segment.first_frame = static_cast<base::FrameIndex>(next);
    const base::Timestamp start = clip.frames[next].time;
    const base::Timestamp length = base::Timestamp::from_seconds(kSegmentDuration_s);
    for (; next < clip.frames.size() && clip.frames[next].time - start < length; ++next) {
      const covering::FrameRegions& regions = plan.frames.at(next);
      content.integer(clip.frames[next].frame);
      content.integer(clip.frames[next].pts_ticks);
      content.integer<std::uint8_t>(regions.cover_everything ? 1 : 0);
      content.integer(static_cast<std::uint32_t>(regions.regions.size()));
      for (const auto& region : regions.regions) add_region(content, region, look);
    }
    segment.last_frame = static_cast<base::FrameIndex>(next) - 1;
    segment.file = folder / name_of(segments.size(), base::sha256_hex(content.bytes()));
    segments.push_back(segment);
  }
  return segments;
}

}  // namespace securepose::pipeline
