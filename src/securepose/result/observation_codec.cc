#include "securepose/result/observation_codec.h"

#include <type_traits>

namespace securepose::result {
namespace {

// One `visit` per type serves both directions, so that reading can't drift from writing: a Writer
// takes `const T&`, a Reader fills `T&`.
struct Writer {
  ByteWriter& out;
  template <class T>
  requires std::is_integral_v<T>
  void operator()(const T& value) { out.integer(value); }
  template <class T>
  requires std::is_floating_point_v<T>
  void operator()(const T& value) { out.real(value); }
};

struct Reader {
  ByteReader& in;
  template <class T>
  requires std::is_integral_v<T>
  void operator()(T& value) { value = in.integer<T>(); }
  template <class T>
  requires std::is_floating_point_v<T>
  void operator()(T& value) { value = static_cast<T>(in.real()); }
};

void visit_flag(Writer& stream, const bool& flag) {
  stream.out.integer<std::uint8_t>(flag ? 1 : 0);
}
void visit_flag(Reader& stream, bool& flag) {
  const auto value = stream.in.integer<std::uint8_t>();
  if (value > 1) throw ByteReader::Malformed();
  flag = value == 1;
}

template <class T, class Visit>
void visit_optional(Writer& stream, const std::optional<T>& value, Visit visit) {
  visit_flag(stream, value.has_value());
  if (value) visit(stream, *value);
}
template <class T, class Visit>
void visit_optional(Reader& stream, std::optional<T>& value, Visit visit) {
  bool present = false;
  visit_flag(stream, present);
  if (present) visit(stream, value.emplace());
}

/// No frame holds more people, faces or bins; a file that says so was altered.
constexpr std::size_t kMostElements = 4096;
/// The fewest bytes that an element takes, so that a count can't ask for more memory than its file
/// has content for: a person's box, score and four signs of what follows; a face's box, score, four
/// points, source and colour.
constexpr std::size_t kPersonBytes = 27;
constexpr std::size_t kFaceBytes = 65;
constexpr std::size_t kNumberBytes = 4;

template <class T, class Visit>
void visit_vector(Writer& stream, const std::vector<T>& values, std::size_t /*bytes_each*/,
                  Visit visit) {
  stream.out.integer(static_cast<std::uint32_t>(values.size()));
  for (const T& value : values) visit(stream, value);
}
template <class T, class Visit>
void visit_vector(Reader& stream, std::vector<T>& values, std::size_t bytes_each, Visit visit) {
  const std::size_t count = stream.in.count(bytes_each);
  if (count > kMostElements) throw ByteReader::Malformed();
  values.resize(count);
  for (T& value : values) visit(stream, value);
}

constexpr auto visit_point = [](auto& stream, auto& point) {
  stream(point.x_px);
  stream(point.y_px);
};

constexpr auto visit_box = [](auto& stream, auto& box) {
  stream(box.x1_px);
  stream(box.y1_px);
  stream(box.x2_px);
  stream(box.y2_px);
};

constexpr auto visit_colour = [](auto& stream, auto& colour) {
  for (auto& channel : colour) stream(channel);
};

constexpr auto visit_detection = [](auto& stream, auto& person) {
  visit_box(stream, person.box_px);
  stream(person.score);
  for (auto& keypoint : person.keypoints) {
    visit_point(stream, keypoint.point);
    stream(keypoint.score);
  }
};

constexpr auto visit_square = [](auto& stream, auto& square) {
  visit_point(stream, square.center);
  stream(square.side_px);
  stream(square.angle_deg);
};

constexpr auto visit_landmarks = [](auto& stream, auto& pose) {
  for (auto& landmark : pose.landmarks) {
    visit_point(stream, landmark.point);
    stream(landmark.z_px);
    stream(landmark.visibility);
    stream(landmark.presence);
  }
  for (auto& point : pose.world) {
    stream(point.x_m);
    stream(point.y_m);
    stream(point.z_m);
  }
  stream(pose.presence);
  visit_square(stream, pose.square);
  visit_square(stream, pose.next_square);
};

constexpr auto visit_person = [](auto& stream, auto& person) {
  visit_box(stream, person.box_px);
  stream(person.score);
  visit_optional(stream, person.movenet, visit_detection);
  visit_optional(stream, person.landmarks, visit_landmarks);
  visit_vector(stream, person.appearance, kNumberBytes, [](auto& s, auto& value) { s(value); });
  visit_optional(stream, person.head_colour, visit_colour);
};

void visit_source(Writer& stream, const detection::FaceSource& source) {
  stream.out.integer(static_cast<std::uint8_t>(source));
}
void visit_source(Reader& stream, detection::FaceSource& source) {
  const auto value = stream.in.integer<std::uint8_t>();
  if (value > static_cast<std::uint8_t>(detection::FaceSource::kBlazeFaceHead))
    throw ByteReader::Malformed();
  source = static_cast<detection::FaceSource>(value);
}

constexpr auto visit_face = [](auto& stream, auto& face) {
  visit_box(stream, face.detection.box_px);
  stream(face.detection.score);
  auto& points = face.detection.points;
  visit_point(stream, points.right_eye);
  visit_point(stream, points.left_eye);
  visit_point(stream, points.nose);
  visit_point(stream, points.mouth);
  visit_source(stream, face.detection.source);
  visit_colour(stream, face.colour);
};

constexpr auto visit_change = [](auto& stream, auto& change) {
  stream(change.histogram_distance);
  stream(change.residual);
  stream(change.shift_x_px);
  stream(change.shift_y_px);
  stream(change.shift_certainty);
};

void visit_state(Writer& stream, const detection::CameraState& state) {
  stream.out.integer(static_cast<std::uint8_t>(state));
}
void visit_state(Reader& stream, detection::CameraState& state) {
  const auto value = stream.in.integer<std::uint8_t>();
  if (value > static_cast<std::uint8_t>(detection::CameraState::kUnknown))
    throw ByteReader::Malformed();
  state = static_cast<detection::CameraState>(value);
}

constexpr auto visit_camera = [](auto& stream, auto& camera) {
  visit_state(stream, camera.state);
  visit_point(stream, camera.shift_px);
};

/// @param version  see kObservationsVersion
constexpr auto visit_frame = [](auto& stream, auto& frame, int version) {
  stream(frame.frame);
  stream(frame.pts_ticks);
  stream(frame.time.ns);
  visit_flag(stream, frame.readable);
  visit_vector(stream, frame.people, kPersonBytes, visit_person);
  visit_vector(stream, frame.faces, kFaceBytes, visit_face);
  visit_optional(stream, frame.change, visit_change);
  if (version >= 2) visit_optional(stream, frame.camera, visit_camera);
};

}  // namespace

void encode_observations(const observation::FrameObservations& frame, ByteWriter& out) {
  Writer writer{out};
  visit_frame(writer, frame, kObservationsVersion);
}

observation::FrameObservations decode_observations(ByteReader& in, int version) {
  Reader reader{in};
  observation::FrameObservations frame;
  visit_frame(reader, frame, version);
  return frame;
}

}  // namespace securepose::result
