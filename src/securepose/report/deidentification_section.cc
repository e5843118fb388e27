#include <fmt/format.h>

#include <algorithm>

#include "securepose/report/cover_timeline.h"
#include "securepose/report/embed.h"
#include "securepose/report/html.h"
#include "securepose/report/sections.h"

namespace securepose::report {
namespace {

/// Rows of the table of doubtful moments; a clip with more needs another way of looking at it.
constexpr std::size_t kMostDoubtful = 200;

constexpr std::string_view kTimelineLegend =
    R"(<ul class="legend"><li><span class="swatch seen"></span>head seen in the frame</li>)"
    R"(<li><span class="swatch inferred"></span>placed from the body, or from frames before and )"
    R"(after</li><li><span class="swatch whole"></span>wholly covered</li>)"
    R"(<li><span class="swatch drawn"></span>drawn by hand</li>)"
    R"(<li><span class="swatch doubt"></span>doubtful moment</li></ul>)";

std::string picture(const CoveredPicture& covered, const std::string& fallback_description) {
  const auto address = picture_address(covered.bytes);
  if (!address) return "";
  const std::string description =
      covered.description.empty() ? fallback_description : covered.description;
  return fmt::format(R"(<img src="{}" alt="{}" loading="lazy">)", *address, prose(description));
}

std::string people_text(const DoubtfulMoment& moment) {
  return moment.person ? person_name(*moment.person) : "–";
}

std::string frames_text(const DoubtfulMoment& moment) {
  if (moment.first_frame == moment.last_frame) return count(moment.first_frame);
  return fmt::format("{}–{}", count(moment.first_frame), count(moment.last_frame));
}

std::string doubtful_row(const DoubtfulMoment& moment, std::size_t position, bool with_picture,
                         bool picture_column) {
  std::string cell;
  if (picture_column) {
    cell = with_picture ? picture(*moment.picture,
                                  fmt::format("Covered frame at {}", clock(moment.picture->time)))
                        : "";
    cell = fmt::format("<td class=\"picture\">{}</td>", cell);
  }
  return fmt::format(
      R"(<tr><th scope="row">{}</th><td class="nowrap">{} – {}</td><td class="nowrap">{}</td>)"
      R"(<td class="nowrap">{}</td><td>{}</td>{}</tr>)",
      position + 1, clock(moment.start), clock(moment.end), frames_text(moment),
      people_text(moment), prose(moment.reason), cell);
}

std::string doubtful_table(const std::vector<DoubtfulMoment>& doubtful,
                           const PictureChoice& pictures) {
  if (doubtful.empty()) return "";
  const bool any_picture =
      std::any_of(pictures.doubtful.begin(), pictures.doubtful.end(), [](bool b) { return b; });
  std::string html = fmt::format(
      R"(<h3 id="doubtful">Doubtful moments</h3><table class="moments"><thead><tr>)"
      R"(<th scope="col">No.</th><th scope="col">Time (min:s)</th><th scope="col">Frames</th>)"
      R"(<th scope="col">Who</th><th scope="col">Reason</th>{}</tr></thead><tbody>)",
      any_picture ? R"(<th scope="col">Picture, covered</th>)" : "");
  const std::size_t shown = std::min(doubtful.size(), kMostDoubtful);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool with_picture = i < pictures.doubtful.size() && pictures.doubtful[i];
    html += doubtful_row(doubtful[i], i, with_picture, any_picture);
  }
  html += "</tbody></table>";
  if (shown < doubtful.size()) {
    html += fmt::format("<p class=\"note\">{} more are listed in run.json.</p>",
                        count(static_cast<std::int64_t>(doubtful.size() - shown)));
  }
  return html;
}

std::string contact_sheet(const std::vector<CoveredPicture>& sheet,
                          const std::vector<std::size_t>& chosen) {
  if (chosen.empty()) return "";
  std::string html = "<h3>Frames of the finished video</h3><ul class=\"sheet\">";
  for (const std::size_t i : chosen) {
    const CoveredPicture& covered = sheet[i];
    const std::string caption =
        fmt::format("{} · frame {}", clock(covered.time), count(covered.frame));
    html += fmt::format("<li><figure>{}<figcaption>{}</figcaption></figure></li>",
                        picture(covered, "Covered frame at " + clock(covered.time)), caption);
  }
  html += "</ul>";
  if (chosen.size() < sheet.size()) {
    html += fmt::format("<p class=\"note\">{} of {} pictures are shown.</p>", chosen.size(),
                        sheet.size());
  }
  return html;
}

std::string file_check_table(const std::vector<FileCheck>& checks) {
  if (checks.empty()) return "";
  std::string html =
      R"(<table class="facts"><caption>Checks of the finished result</caption><thead><tr>)"
      R"(<th scope="col">Check</th><th scope="col">Result</th></tr></thead><tbody>)";
  for (const FileCheck& check : checks) {
    html +=
        fmt::format(R"(<tr><th scope="row">{}</th><td>{}{}</td></tr>)", prose(readable(check.name)),
                    check.passed ? "passed" : "<strong>failed</strong>",
                    sentence_list(check.findings, "reasons"));
  }
  return html + "</tbody></table>";
}

std::vector<Fact> cover_facts(const ReportData& data) {
  const Deidentification& cover = data.deidentification;
  std::vector<Fact> facts{
      {"Who was covered", cover.who},
      {"Fill", cover.fill.empty() || !cover.fill_is_reversible
                   ? cover.fill
                   : cover.fill + " – can be reversed to some degree; soft or solid can not"},
      {"Covered regions", count(cover.regions)},
      {"Frames with a cover",
       fmt::format("{} of {}", count(cover.frames_with_cover), count(data.run.frames))},
      {"Frames wholly covered", count(cover.frames_fully_covered)},
      {"Covered share of the picture", number(100 * cover.covered_area_share, 2) + " %"},
  };
  const auto percent = [](double share) { return number(100 * share, 1) + " %"; };
  if (cover.patient_open_share)
    facts.push_back(
        {"Of the patient's frames, with an open face", percent(*cover.patient_open_share)});
  if (cover.others_covered_share)
    facts.push_back({"Of everybody else's frames, covered", percent(*cover.others_covered_share)});
  if (cover.check) {
    std::string detectors;
    for (const std::string& name : cover.check->detectors)
      detectors += (detectors.empty() ? "" : ", ") + name;
    facts.push_back({"Checked by", detectors});
    facts.push_back({"Frames checked", count(cover.check->frames_checked)});
    facts.push_back(
        {"Covered after the first check", counted(cover.check->faces_mended, "face", "faces")});
  }
  std::erase_if(facts, [](const Fact& fact) { return fact.value.empty(); });
  return facts;
}

}  // namespace

std::string deidentification_section(const ReportData& data, const PictureChoice& pictures) {
  const Deidentification& cover = data.deidentification;
  std::string html = R"(<section id="deidentification"><h2>De-identification</h2>)";
  if (!cover.done)
    return html + "<p class=\"absent\">No video was covered in this run.</p></section>";
  if (cover.lanes.empty()) {
    html += "<p class=\"absent\">Nobody was found in this recording, and nothing was covered.</p>";
  } else {
    html += "<h3>Who is covered when</h3>";
    html += kTimelineLegend;
    html += fmt::format("<div class=\"wide\">{}</div>", cover_timeline(cover, data.run.duration));
    if (cover.lanes.size() > kMostLanes) {
      html += fmt::format("<p class=\"note\">{} more people are listed in regions.json.</p>",
                          cover.lanes.size() - kMostLanes);
    }
  }
  html += doubtful_table(cover.doubtful, pictures);
  html += contact_sheet(cover.contact_sheet, pictures.contact_sheet);
  html += R"(<div class="columns">)" + fact_table("Covering in numbers", cover_facts(data)) +
          file_check_table(cover.file_checks) + "</div>";
  html +=
      "<p class=\"note\">A covered face does not make a person unknown: gait, body, clothes and "
      "surroundings may still be recognised. Share the video as personal data.</p>";
  return html + "</section>";
}

}  // namespace securepose::report
