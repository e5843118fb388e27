#include <fmt/format.h>

#include "securepose/report/html.h"
#include "securepose/report/sections.h"
#include "securepose/report/verdict.h"

namespace securepose::report {
namespace {

struct Banner {
  std::string_view css_class;
  std::string_view headline;
  std::string_view symbol;  ///< inside of a 24 by 24 drawing
};

Banner banner_of(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::kVerified:
      return {"verified", "Verified", R"(<path d="M6 12.5l4 4 8-9"/>)"};
    case VerdictKind::kNothingCovered:
      return {"neutral", "Nothing was covered", R"(<path d="M6 12h12"/>)"};
    case VerdictKind::kNeedsReview:
      break;
  }
  return {"needs-review", "Needs review", R"(<path d="M12 6v7M12 17v.5"/>)"};
}

std::string tile(std::string_view label, const std::string& value, std::string_view detail) {
  return fmt::format(
      "<li><span class=\"label\">{}</span><strong>{}</strong>"
      "<span class=\"detail\">{}</span></li>",
      escape(label), value, prose(detail));
}

std::string cover_tiles(const ReportData& data) {
  const Deidentification& cover = data.deidentification;
  if (!cover.done) return "";
  std::string tiles;
  tiles += tile("People covered", count(cover.people_covered), cover.who);
  tiles += tile(
      "Heads covered", count(cover.face_frames),
      fmt::format("in {} of {} frames", count(cover.frames_with_cover), count(data.run.frames)));
  tiles += tile("Doubtful moments", count(static_cast<std::int64_t>(cover.doubtful.size())),
                cover.doubtful.empty() ? "none to look at" : "to look at");
  tiles += cover.check ? tile("Faces found by the check", count(cover.check->faces_left),
                              fmt::format("uncovered, in {}",
                                          counted(cover.check->frames_checked, "frame", "frames")))
                       : tile("Faces found by the check", "–", "not checked");
  return tiles;
}

std::string parameter_tiles(const Movement& movement) {
  std::string tiles;
  for (const Parameter& parameter : movement.parameters) {
    const bool wanted = parameter.label == "Walking speed" || parameter.label == "Cadence";
    if (!wanted || !parameter.both || !parameter.both->mean) continue;
    const ParameterValue& value = *parameter.both;
    tiles += tile(fmt::format("{} ({})", parameter.label, parameter.unit),
                  number(*value.mean, parameter.decimals),
                  !value.flags.empty() ? value.flags.front()
                  : value.sd           ? "± " + number(*value.sd, parameter.decimals)
                                       : "");
  }
  return tiles;
}

}  // namespace

std::string masthead(const ReportData& data) {
  const RunFacts& run = data.run;
  std::string facts;
  if (run.width_px > 0) facts = fmt::format("{} × {} px · ", run.width_px, run.height_px);
  facts += counted(run.frames, "frame", "frames") + " · " + length_text(run.duration);
  if (run.date) facts += " · " + prose(*run.date);
  return fmt::format(
      R"(<header class="masthead"><p class="brand">securepose</p>)"
      "<h1>Recording <span class=\"id\">{}</span></h1><p class=\"size\">{}</p>"
      R"(<nav aria-label="Parts of this report"><a href="#verdict">Result</a>)"
      R"(<a href="#deidentification">De-identification</a><a href="#movement">Movement</a>)"
      R"(<a href="#facts">Run</a><a href="#definitions">Definitions</a></nav></header>)",
      prose(run.input_id), facts);
}

std::string verdict_section(const ReportData& data) {
  const Verdict verdict = judge(data);
  const Banner banner = banner_of(verdict.kind);
  std::string html = fmt::format(
      R"(<section id="verdict"><div class="banner {}"><svg viewBox="0 0 24 24" aria-hidden="true">)"
      R"(<circle cx="12" cy="12" r="11"/>{}</svg><div><h2>{}</h2>)",
      banner.css_class, banner.symbol, banner.headline);
  for (const std::string& reason : verdict.reasons) html += fmt::format("<p>{}</p>", prose(reason));
  if (!data.deidentification.doubtful.empty())
    html += R"(<p><a href="#doubtful">Go to the doubtful moments</a></p>)";
  html += "</div></div>";
  html += sentence_list(data.warnings, "warnings");
  const std::string tiles = cover_tiles(data) + parameter_tiles(data.movement);
  if (!tiles.empty()) html += fmt::format(R"(<ul class="tiles">{}</ul>)", tiles);
  return html + "</section>";
}

std::string sentence_list(const std::vector<std::string>& sentences, const std::string& css_class) {
  if (sentences.empty()) return "";
  std::string items;
  for (const std::string& sentence : sentences)
    items += fmt::format("<li>{}</li>", prose(sentence));
  return fmt::format(R"(<ul class="{}">{}</ul>)", css_class, items);
}

}  // namespace securepose::report
