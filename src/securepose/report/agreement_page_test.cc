#include "securepose/report/agreement_page.h"

#include <gtest/gtest.h>

namespace securepose::report {
namespace {

AgreementData example(std::size_t pairs) {
  AgreementData data;
  kinematics::CurveAgreement knee{"left_knee_flexion_deg", {}, {}};
  for (std::size_t i = 0; i < pairs; ++i)
    knee.pairs.push_back({static_cast<double>(i % 60) + 2, static_cast<double>(i % 60)});
  knee.agreement = *kinematics::agreement_of(knee.pairs);
  data.angles = {knee};
  kinematics::EventAgreement contact;
  contact.pairs = {{1.01, 1.0}, {2.03, 2.0}};
  contact.missed = 1;
  contact.agreement = *kinematics::agreement_of(contact.pairs);
  data.events = {contact};
  data.shift_s = -0.25;
  data.shift_estimated = true;
  return data;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST(AgreementPage, HasARowAndAPlotForEach) {
  const std::string page = render_agreement(example(100));
  EXPECT_EQ(occurrences(page, "<figure"), 2U);
  EXPECT_EQ(occurrences(page, "<svg"), occurrences(page, "</svg>"));
  EXPECT_EQ(occurrences(page, "<circle"), 102U);
  EXPECT_NE(page.find("Knee flexion (left)"), std::string::npos);
  EXPECT_NE(page.find("1 missed, 0 extra"), std::string::npos);
  EXPECT_NE(page.find("20</td>"), std::string::npos);  // bias of the contacts in ms
  EXPECT_EQ(page.find("http:"), std::string::npos);
}

TEST(AgreementPage, LongRecordingsAreThinned) {
  EXPECT_LE(occurrences(render_agreement(example(50'000)), "<circle"), 802U);
}

TEST(AgreementPage, WithoutAnythingItSaysSo) {
  EXPECT_NE(render_agreement({}).find("Nothing could be compared"), std::string::npos);
}

}  // namespace
}  // namespace securepose::report
