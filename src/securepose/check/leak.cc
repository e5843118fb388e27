#include "securepose/check/leak.h"

namespace securepose::check {
namespace {

/// From a face detector's box to the head: see head_from_face(), with room for the hair.
constexpr double kEllipseByFaceBox = 1.6;
/// From a head's square, as high as the head, to the head with its hair.
constexpr double kEllipseByHead = 1.4;
/// From the box of a cover that blinked to the head.
constexpr double kEllipseByGap = 1.15;

double scale_of(LeakKind kind) {
  switch (kind) {
    case LeakKind::kOpenFace:
    case LeakKind::kLegible:
      return kEllipseByFaceBox;
    case LeakKind::kOpenHead:
      return kEllipseByHead;
    case LeakKind::kGap:
    case LeakKind::kEdge:
      break;
  }
  return kEllipseByGap;
}

}  // namespace

std::string_view name_of(LeakKind kind) {
  switch (kind) {
    case LeakKind::kOpenFace:
      return "open_face";
    case LeakKind::kOpenHead:
      return "open_head";
    case LeakKind::kLegible:
      return "legible_face";
    case LeakKind::kEdge:
      return "edge";
    case LeakKind::kGap:
      break;
  }
  return "gap";
}

geometry::Ellipse cover_of(LeakKind kind, const geometry::Box& place_px) {
  return geometry::inscribed(place_px).scaled(scale_of(kind));
}

}  // namespace securepose::check
