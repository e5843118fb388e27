#include "securepose/validation/tables.h"

#include <fmt/format.h>

#include <functional>

#include "securepose/base/atomic_file.h"
#include "securepose/base/counted.h"
#include "securepose/validation/input_text.h"

namespace securepose::validation {
namespace {

namespace fs = std::filesystem;

// One column of the table for a paper.
struct Column {
  std::string_view csv;
  std::string_view words;
  std::function<std::string(const Figures&)> cell;
};

std::string percent(const std::optional<double>& share, int decimals) {
  return share ? fmt::format("{:.{}f}", 100 * *share, decimals) : "";
}

std::string percent(int count, int all, double Share::*part) {
  const std::optional<Share> share = share_of(count, all);
  return share ? fmt::format("{:.1f}", (*share).*part) : "";
}

const std::vector<Column>& columns() {
  static const std::vector<Column> all = {
      {"frames", "frames", [](const Figures& f) { return std::to_string(f.frames); }},
      {"face_frames", "face-frames",
       [](const Figures& f) { return std::to_string(f.faces.faces); }},
      {"covered_percent", "covered, %",
       [](const Figures& f) { return percent(f.faces.covered, f.faces.faces, &Share::percent); }},
      {"covered_low_percent", "from",
       [](const Figures& f) {
         return percent(f.faces.covered, f.faces.faces, &Share::low_percent);
       }},
      {"covered_high_percent", "to",
       [](const Figures& f) {
         return percent(f.faces.covered, f.faces.faces, &Share::high_percent);
       }},
      {"missed_by_half_percent", "missed by half, %",
       [](const Figures& f) { return percent(f.faces.missed, f.faces.faces, &Share::percent); }},
      {"leaks", "leaks", [](const Figures& f) { return std::to_string(f.faces.leaks()); }},
      {"outside_heads_percent", "outside heads, %",
       [](const Figures& f) { return percent(f.outside_share.value(), 2); }},
      {"outside_heads_without_doubtful_percent", "the same, doubtful apart, %",
       [](const Figures& f) { return percent(f.outside_share_sure.value(), 2); }},
      {"iou", "IoU",
       [](const Figures& f) {
         return f.iou.value() ? fmt::format("{:.2f}", *f.iou.value()) : std::string();
       }},
  };
  return all;
}

constexpr std::string_view kDefinitions =
    "A face-frame is one face drawn by hand in one frame; faces drawn as unsure, printed, seen "
    "from "
    "behind or masked in the source are left out. It is covered if at least 90 % of the ellipse "
    "inscribed in its box is, a leak otherwise, and missed by half below 50 %. \"from\" and \"to\" "
    "are the bounds of the 95 % interval (Wilson), which takes face-frames for independent. "
    "Outside heads: the area covered outside all drawn boxes grown 1.6 times, as a share of the "
    "frame, mean over frames. IoU: intersection over union of what is covered and the drawn boxes, "
    "mean over frames with a face; whole heads are covered, so it stays well below 1.\n";

std::string text_row(const std::string& name, const Figures& f) {
  return fmt::format("{:<32} {:>6} {:>6} {:>9} {:>9} {:>9} {:>6}\n", name.substr(0, 32), f.frames,
                     f.faces.faces, percent(f.faces.covered, f.faces.faces, &Share::percent),
                     percent(f.faces.missed, f.faces.faces, &Share::percent),
                     percent(f.outside_share.value(), 2),
                     f.iou.value() ? fmt::format("{:.2f}", *f.iou.value()) : "");
}

std::string leak_lines(const Validation& validation) {
  std::string text;
  for (const ClipResult& clip : validation.clips) {
    for (const FrameScore& frame : clip.score.frames) {
      for (const FaceScore& face : frame.faces) {
        if (face.covered()) continue;
        const geometry::Box& box = face.face.box_px;
        text += fmt::format(
            "leak: {} frame {} person {} ({}), box {:g},{:g},{:g},{:g}, {:.0f} % "
            "covered{}\n",
            clip.clip, face.frame, face.face.person, name_of(face.face.kind), box.x1_px, box.y1_px,
            box.x2_px, box.y2_px, 100 * face.covered_share,
            face.doubtful ? ", called doubtful" : "");
      }
    }
  }
  return text;
}

}  // namespace

std::string validation_text(const Validation& validation) {
  std::string text = fmt::format("{:<32} {:>6} {:>6} {:>9} {:>9} {:>9} {:>6}\n", "clip", "frames",
                                 "faces", "covered%", "missed%", "outside%", "IoU");
  for (const ClipResult& clip : validation.clips) text += text_row(clip.clip, clip.figures);
  const Figures& total = validation.total;
  if (validation.clips.size() > 1) text += text_row("all", total);
  text += fmt::format(
      "{} of {} with faces {} no leak.\n", validation.clips_without_leak,
      base::counted(static_cast<std::int64_t>(validation.clips_with_faces), "clip", "clips"),
      base::word_for(static_cast<std::int64_t>(validation.clips_without_leak), "has", "have"));
  const FaceFigures& doubtful = total.doubtful_faces;
  text += fmt::format(
      "In doubtful moments: {}, {} of them open. Outside them: {}, {} open.\n",
      base::counted(static_cast<std::int64_t>(doubtful.faces), "face", "faces"), doubtful.leaks(),
      base::counted(static_cast<std::int64_t>(total.faces.faces - doubtful.faces), "face", "faces"),
      total.faces.leaks() - doubtful.leaks());
  return text + leak_lines(validation);
}

std::string validation_csv(const Validation& validation) {
  std::string text = "video";
  for (const Column& column : columns()) text += fmt::format(",{}", column.csv);
  text += '\n';
  const auto row = [&](const std::string& name, const Figures& figures) {
    text += name;
    for (const Column& column : columns()) text += "," + column.cell(figures);
    text += '\n';
  };
  for (const ClipResult& clip : validation.clips) row(clip.id, clip.figures);
  row("all", validation.total);
  return text;
}

std::string validation_markdown(const Validation& validation) {
  std::string text = "| video |";
  std::string rule = "|---|";
  for (const Column& column : columns()) {
    text += fmt::format(" {} |", column.words);
    rule += "---|";
  }
  text += "\n" + rule + "\n";
  const auto row = [&](const std::string& name, const Figures& figures) {
    text += "| " + name + " |";
    for (const Column& column : columns()) text += fmt::format(" {} |", column.cell(figures));
    text += '\n';
  };
  for (const ClipResult& clip : validation.clips) row(clip.id, clip.figures);
  row("all", validation.total);
  text += fmt::format(
      "\n{} of {} with faces {} no leak.\n\n", validation.clips_without_leak,
      base::counted(static_cast<std::int64_t>(validation.clips_with_faces), "video", "videos"),
      base::word_for(static_cast<std::int64_t>(validation.clips_without_leak), "has", "have"));
  return text + std::string(kDefinitions);
}

void write_tables(const Validation& validation, const fs::path& folder, bool replace) {
  std::error_code error;
  if (!replace && fs::exists(folder / "validation.csv", error))
    throw base::Error::about_file(base::ErrorKind::kInput, folder,
                                  "the folder holds tables already",
                                  "Choose another --tables, or give --force to replace them.");
  fs::create_directories(folder, error);
  base::write_file_atomically(folder / "validation.csv", validation_csv(validation));
  base::write_file_atomically(folder / "validation.md", validation_markdown(validation));
  base::write_file_atomically(folder / "validation.json",
                              validation_json(validation, ClipNames::kPseudonymous).dump(2) + "\n");
}

}  // namespace securepose::validation
