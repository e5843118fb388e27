#pragma once

#include <string>

#include "securepose/report/picture_choice.h"
#include "securepose/report/report_data.h"

/// The parts of the page, each a piece of HTML, in the order in which they stand.
namespace securepose::report {

/// Masthead with the recording's id and size, and links to the other parts.
std::string masthead(const ReportData& data);

/// The banner that says first what matters, warnings, and the numbers at a glance.
std::string verdict_section(const ReportData& data);

/// Timeline, doubtful moments, contact sheet.
std::string deidentification_section(const ReportData& data, const PictureChoice& pictures);

/// Patient, view, curves, strip.
std::string movement_section(const ReportData& data);

/// Gait parameters with spread, flags, and the reasons for what is missing. Empty without rows.
std::string parameter_table(const ReportData& data);

/// Values at contact, peaks and ranges of the joints over the strides. Empty without any.
std::string joint_table(const ReportData& data);

/// What was run on what, and the definitions.
std::string facts_section(const ReportData& data);

/// All definitions that the page gives, each term once.
std::vector<Definition> definitions_of(const ReportData& data);

/// The term, as a link to its definition if the page gives one.
std::string defined_term(const ReportData& data, const std::string& term);

/// A two-column table of names and values. Empty without rows.
std::string fact_table(const std::string& caption, const std::vector<Fact>& facts);

/// A bulleted list of sentences. Empty without any.
std::string sentence_list(const std::vector<std::string>& sentences, const std::string& css_class);

}  // namespace securepose::report
