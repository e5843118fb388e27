#include "securepose/report/agreement_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "securepose/report/angle_catalogue.h"
#include "securepose/report/embed.h"
#include "securepose/report/html.h"
#include "securepose/report/plot_frame.h"
#include "securepose/report/report_bundle.h"
#include "securepose/report/sections.h"

namespace securepose::report {
namespace {

using kinematics::Agreement;
using kinematics::AgreementPair;

constexpr std::size_t kMostPoints = 800;

/// A row of the table and its plot: an angle or a kind of contact, in its unit.
struct Item {
  std::string title;
  std::string unit;
  double factor = 1;  ///< from the agreement's unit to the shown one
  int decimals = 1;
  const Agreement* agreement = nullptr;
  const std::vector<AgreementPair>* pairs = nullptr;
  std::string remark;
};

std::string angle_title(const std::string& column) {
  const AngleName name = parse_angle_name(column);
  const std::string title = describe_angle(name.quantity).title;
  return name.side == Side::kMidline ? title : fmt::format("{} ({})", title, side_name(name.side));
}

std::vector<Item> items_of(const AgreementData& data) {
  std::vector<Item> items;
  for (const kinematics::CurveAgreement& one : data.angles)
    items.push_back({angle_title(one.name), "°", 1, 1, &one.agreement, &one.pairs, ""});
  for (const kinematics::EventAgreement& one : data.events)
    items.push_back({fmt::format("{} ({})", readable(name_of(one.kind)), name_of(one.side)), "ms",
                     1000, 0, &one.agreement, &one.pairs,
                     fmt::format("{} missed, {} extra", one.missed, one.extra)});
  return items;
}

std::string level(const PlotFrame& frame, double value, bool dashed) {
  return fmt::format(
      R"(<line x1="{:.1f}" x2="{:.1f}" y1="{:.1f}" y2="{:.1f}" stroke="#444" stroke-width="1.2"{}/>)",
      frame.left, frame.width - frame.right, frame.y_of(value), frame.y_of(value),
      dashed ? R"( stroke-dasharray="5 4")" : "");
}

/// Differences over means, with bias and limits of agreement.
std::string bland_altman(const Item& item) {
  PlotFrame frame;
  const auto mean_of = [&](const AgreementPair& p) {
    // Contacts have no size: their differences stand over the recording's time in seconds.
    return item.factor == 1 ? (p.measured + p.reference) / 2 : p.reference;
  };
  const auto difference_of = [&](const AgreementPair& p) {
    return item.factor * (p.measured - p.reference);
  };
  const Agreement& a = *item.agreement;
  frame.y = {item.factor * a.lower_limit, item.factor * a.upper_limit};
  frame.y.include(0);
  frame.x = {mean_of(item.pairs->front()), mean_of(item.pairs->front())};
  for (const AgreementPair& pair : *item.pairs) {
    frame.x.include(mean_of(pair));
    frame.y.include(difference_of(pair));
  }
  frame.x = padded(frame.x, 1);
  frame.y = padded(frame.y, item.factor == 1 ? 2 : 20);
  std::string svg =
      open_drawing(frame.width, frame.height, "chart", "Bland-Altman plot: " + item.title);
  svg += draw_axes(
      frame,
      number_axis(frame.x, 8, item.factor == 1 ? "mean of both (" + item.unit + ")" : "time (s)"),
      number_axis(frame.y, 6));
  const std::size_t step = (item.pairs->size() + kMostPoints - 1) / kMostPoints;
  for (std::size_t i = 0; i < item.pairs->size(); i += std::max<std::size_t>(1, step)) {
    const AgreementPair& pair = (*item.pairs)[i];
    svg += fmt::format(
        R"(<circle cx="{:.1f}" cy="{:.1f}" r="2.2" fill="#1f5f99" fill-opacity="0.45"/>)",
        frame.x_of(mean_of(pair)), frame.y_of(difference_of(pair)));
  }
  svg += level(frame, item.factor * a.bias, false);
  svg += level(frame, item.factor * a.lower_limit, true);
  svg += level(frame, item.factor * a.upper_limit, true);
  return fmt::format(
      R"(<figure class="panel"><figcaption><strong>{}</strong> <span class="unit">({})</span>)"
      R"(<span class="direction">measured less reference</span></figcaption>)"
      R"(<div class="plot">{}</svg></div></figure>)",
      prose(item.title), item.unit, svg);
}

std::string row(const Item& item) {
  const Agreement& a = *item.agreement;
  const auto cell = [&](double value) {
    return "<td>" + number(item.factor * value, item.decimals) + "</td>";
  };
  return fmt::format(R"(<tr><th scope="row">{}</th><td class="unit">{}</td><td>{}</td>)",
                     prose(item.title), item.unit, a.count) +
         cell(a.bias) + cell(a.rmse) + cell(a.mean_absolute) +
         fmt::format("<td>{} to {}</td><td>{}</td><td class=\"remarks\">{}</td></tr>",
                     number(item.factor * a.lower_limit, item.decimals),
                     number(item.factor * a.upper_limit, item.decimals),
                     item.factor == 1 && a.correlation ? number(*a.correlation, 3) : "–",
                     prose(item.remark));
}

std::string table(const std::vector<Item>& items) {
  std::string html =
      R"(<table class="parameters"><caption>Differences: measured less reference. Limits of )"
      R"(agreement: bias ± 1.96 standard deviations (Bland and Altman 1986)</caption><thead><tr>)"
      R"(<th scope="col">Quantity</th><th scope="col">Unit</th><th scope="col">Pairs</th>)"
      R"(<th scope="col">Bias</th><th scope="col">RMSE</th><th scope="col">Mean absolute</th>)"
      R"(<th scope="col">Limits</th><th scope="col">Correlation</th><th scope="col">Remarks</th>)"
      "</tr></thead><tbody>";
  for (const Item& item : items) html += row(item);
  return html + "</tbody></table>";
}

}  // namespace

std::string render_agreement(const AgreementData& data) {
  const std::vector<Item> items = items_of(data);
  std::string html = fmt::format(
      R"(<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">)"
      R"(<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {}; )"
      R"(base-uri 'none'; form-action 'none'">)"
      R"(<meta name="viewport" content="width=device-width, initial-scale=1">)"
      R"(<meta name="robots" content="noindex"><title>securepose agreement</title>)"
      "<style>{}</style></head><body><main><section><h2>Agreement with a reference</h2>",
      escape(policy_hash(kReportStyle)), kReportStyle);
  if (data.shift_estimated)
    html +=
        fmt::format("<p>The reference's clock was moved by {} s, where the curves fit best.</p>",
                    number(data.shift_s, 3));
  html += items.empty() ? "<p class=\"absent\">Nothing could be compared.</p>" : table(items);
  html += sentence_list(data.notes, "notes");
  html += "<h3>Bland-Altman plots</h3><div class=\"panels\">";
  for (const Item& item : items)
    if (!item.pairs->empty()) html += bland_altman(item);
  return html + fmt::format(
                    "</div></section></main><footer><p>Made by securepose {}. This page is "
                    "complete in itself and loads nothing from elsewhere.</p></footer></body>"
                    "</html>\n",
                    prose(data.program_version));
}

}  // namespace securepose::report
