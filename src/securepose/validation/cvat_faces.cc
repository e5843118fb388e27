#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <pugixml.hpp>
#include <string_view>
#include <utility>

#include "securepose/geometry/ellipse.h"
#include "securepose/validation/drawn_faces_formats.h"
#include "securepose/validation/input_text.h"

namespace securepose::validation {
namespace {

namespace fs = std::filesystem;
using geometry::Box;
using pugi::xml_node;

// The frames of a CVAT task: start, start + step, ... up to stop.
struct TaskFrames {
  std::int64_t start = 0;
  std::optional<std::int64_t> stop;
  std::int64_t step = 1;
};

struct TrackShape {
  std::int64_t frame = 0;
  bool outside = false;  // the object is not in the picture from here on
  DrawnFace face;
};

std::int64_t frame_step(const xml_node& task) {
  const std::string_view filter = task.child("frame_filter").text().get();  // "step=5"
  const std::size_t at = filter.find("step=");
  if (at == std::string_view::npos) return 1;
  return std::max(1, std::atoi(filter.data() + at + 5));
}

TaskFrames task_frames(const xml_node& task) {
  TaskFrames frames;
  frames.start = task.child("start_frame").text().as_llong(0);
  frames.step = frame_step(task);
  if (task.child("stop_frame")) {
    frames.stop = task.child("stop_frame").text().as_llong(0);
  } else if (const std::int64_t size = task.child("size").text().as_llong(0); size > 0) {
    frames.stop = frames.start + (size - 1) * frames.step;
  }
  return frames;
}

double number(const fs::path& file, const xml_node& shape, const char* name) {
  const pugi::xml_attribute attribute = shape.attribute(name);
  const double value = attribute.as_double(std::nan(""));
  if (!attribute || !std::isfinite(value))
    throw input_error(file, fmt::format("frame {} has a <{}> without \"{}\"",
                                        shape.attribute("frame").value(), shape.name(), name));
  return value;
}

// "x,y;x,y;..."
Box bounds_of_points(const fs::path& file, const xml_node& shape) {
  std::optional<Box> box;
  std::string_view points = shape.attribute("points").value();
  while (!points.empty()) {
    const std::string_view point = points.substr(0, points.find(';'));
    const std::size_t comma = point.find(',');
    if (comma == std::string_view::npos)
      throw input_error(file, fmt::format("frame {} has a polygon that can't be read",
                                          shape.attribute("frame").value()));
    const double x_px = std::strtod(std::string(point.substr(0, comma)).c_str(), nullptr);
    const double y_px = std::strtod(std::string(point.substr(comma + 1)).c_str(), nullptr);
    const Box at{x_px, y_px, x_px, y_px};
    box = box ? hull(*box, at) : at;
    points.remove_prefix(std::min(point.size() + 1, points.size()));
  }
  return box.value_or(Box{});
}

// Boxes may be turned, clockwise, about their centre.
Box bounds_of_shape(const fs::path& file, const xml_node& shape) {
  const std::string_view name = shape.name();
  if (name == "polygon") return bounds_of_points(file, shape);
  const double angle_deg = shape.attribute("rotation").as_double(0);
  if (name == "ellipse") {
    return geometry::Ellipse{{number(file, shape, "cx"), number(file, shape, "cy")},
                             number(file, shape, "rx"),
                             number(file, shape, "ry"),
                             angle_deg}
        .bounds();
  }
  const Box box{number(file, shape, "xtl"), number(file, shape, "ytl"), number(file, shape, "xbr"),
                number(file, shape, "ybr")};
  if (angle_deg == 0) return box;
  // The face is the ellipse in the box, so the turned ellipse's bounds.
  geometry::Ellipse face = geometry::inscribed(box);
  face.angle_deg = angle_deg;
  return face.bounds();
}

std::string attribute_text(const xml_node& shape, const char* name) {
  for (const xml_node& attribute : shape.children("attribute")) {
    if (std::string_view(attribute.attribute("name").value()) == name)
      return attribute.text().get();
  }
  return "";
}

std::vector<TrackShape> shapes_of(const fs::path& file, const xml_node& track) {
  std::vector<TrackShape> shapes;
  const FaceKind by_label = face_kind(track.attribute("label").value()).value_or(FaceKind::kClear);
  for (const xml_node& node : track.children()) {
    const std::string_view name = node.name();
    if (name != "box" && name != "ellipse" && name != "polygon") continue;
    TrackShape shape;
    shape.frame = node.attribute("frame").as_llong(-1);
    shape.outside = node.attribute("outside").as_bool();
    shape.face.box_px = bounds_of_shape(file, node);
    shape.face.kind = face_kind(attribute_text(node, "kind")).value_or(by_label);
    shape.face.person = attribute_text(node, "person");
    if (shape.face.person.empty()) shape.face.person = track.attribute("id").value();
    shapes.push_back(shape);
  }
  std::stable_sort(shapes.begin(), shapes.end(),
                   [](const TrackShape& a, const TrackShape& b) { return a.frame < b.frame; });
  return shapes;
}

Box between(const Box& a, const Box& b, double t) {
  return {std::lerp(a.x1_px, b.x1_px, t), std::lerp(a.y1_px, b.y1_px, t),
          std::lerp(a.x2_px, b.x2_px, t), std::lerp(a.y2_px, b.y2_px, t)};
}

void add_track(const fs::path& file, DrawnClip& clip, const std::vector<TrackShape>& shapes,
               const TaskFrames& task, const DrawnFacesOptions& options) {
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const TrackShape& shape = shapes[i];
    const base::FrameIndex first = frame_from_zero(file, shape.frame, options);
    if (shape.outside) continue;
    add_face(file, clip, first, shape.face);
    if (i + 1 == shapes.size()) break;
    const TrackShape& next = shapes[i + 1];
    frame_from_zero(file, next.frame, options);  // no endless interpolation
    for (std::int64_t n = shape.frame + task.step; n < next.frame; n += task.step) {
      DrawnFace face = shape.face;
      const double t =
          static_cast<double>(n - shape.frame) / static_cast<double>(next.frame - shape.frame);
      if (!next.outside) face.box_px = between(shape.face.box_px, next.face.box_px, t);
      add_face(file, clip, n - options.first_frame, face);
    }
  }
}

void add_task_frames(const fs::path& file, DrawnClip& clip, const TaskFrames& task,
                     const DrawnFacesOptions& options) {
  if (!task.stop) return;
  frame_from_zero(file, *task.stop, options);
  for (std::int64_t n = task.start; n <= *task.stop; n += task.step)
    clip.frames[frame_from_zero(file, n, options)];
}

// What one task of the file says; a task's export has one, a project's export several.
struct DrawnTask {
  std::string id;
  TaskFrames frames;
  DrawnClip clip;
};

DrawnTask read_task(const fs::path& file, const xml_node& task, const std::string& source,
                    const DrawnFacesOptions& options) {
  DrawnTask read;
  read.id = task.child("id").text().get();
  read.frames = task_frames(task);
  DrawnClip& clip = read.clip;
  clip.name = source;
  if (clip.name.empty()) clip.name = task.child("source").text().get();
  if (clip.name.empty()) clip.name = task.child("name").text().get();
  if (clip.name.empty()) clip.name = file.stem().string();
  const xml_node size = task.child("original_size");
  if (size) clip.size = {size.child("width").text().as_int(), size.child("height").text().as_int()};
  add_task_frames(file, clip, read.frames, options);
  if (!clip.frames.empty()) {
    const base::FrameIndex last = clip.frames.rbegin()->first;
    clip.video_frames = {last + 1, last + read.frames.step};
  }
  return read;
}

std::vector<DrawnTask> tasks_of(const fs::path& file, const xml_node& root,
                                const DrawnFacesOptions& options) {
  const xml_node meta = root.child("meta");
  const std::string source = meta.child("source").text().get();
  std::vector<DrawnTask> tasks;
  for (const xml_node& task : meta.child("project").child("tasks").children("task"))
    tasks.push_back(read_task(file, task, "", options));
  if (!tasks.empty()) return tasks;
  const xml_node task = meta.child("task") ? meta.child("task") : meta.child("job");
  return {read_task(file, task, source, options)};
}

// The task that a track belongs to: in a project's export another task's faces are another video's.
DrawnTask& task_of(const fs::path& file, const xml_node& track, std::vector<DrawnTask>& tasks) {
  const std::string id = track.attribute("task_id").value();
  if (id.empty() && tasks.size() == 1) return tasks.front();
  for (DrawnTask& task : tasks) {
    if (!id.empty() && (task.id == id || (tasks.size() == 1 && task.id.empty()))) return task;
  }
  throw input_error(
      file, fmt::format("holds the faces of several videos, and track {} {}; export each task "
                        "of the project by itself",
                        track.attribute("id").value(),
                        id.empty() ? "does not say which one it belongs to"
                                   : "belongs to none of the tasks that are listed"));
}

}  // namespace

std::vector<DrawnClip> cvat_faces(const fs::path& file, const std::string& xml,
                                  const DrawnFacesOptions& options) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(xml.data(), xml.size());
  if (!parsed)
    throw input_error(
        file, fmt::format("is not valid XML ({} at byte {})", parsed.description(), parsed.offset));
  const xml_node root = document.child("annotations");
  if (!root) throw input_error(file, "is not a file of CVAT: it has no <annotations>");
  if (root.child("image"))
    throw input_error(file, "is \"CVAT for images\"; export it as \"CVAT for video 1.1\"");
  std::vector<DrawnTask> tasks = tasks_of(file, root, options);
  for (const xml_node& track : root.children("track")) {
    DrawnTask& task = task_of(file, track, tasks);
    add_track(file, task.clip, shapes_of(file, track), task.frames, options);
  }
  std::vector<DrawnClip> clips;
  for (DrawnTask& task : tasks) {
    if (!task.clip.frames.empty()) clips.push_back(std::move(task.clip));
  }
  if (clips.empty()) throw input_error(file, "has neither tracks nor frames of a task");
  return clips;
}

}  // namespace securepose::validation
