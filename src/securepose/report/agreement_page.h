#pragma once

#include <string>
#include <vector>

#include "securepose/kinematics/agreement.h"

namespace securepose::report {

/// What an agreement page shows.
struct AgreementData {
  std::string program_version;
  double shift_s = 0;  ///< added to the reference's times
  bool shift_estimated = false;
  std::vector<kinematics::CurveAgreement> angles;
  std::vector<kinematics::EventAgreement> events;
  std::vector<std::string> notes;  ///< sentences
};

/// One self-contained page, as render_report()'s: tables of bias, RMSE, correlation and limits of
/// agreement, and a Bland-Altman plot for each angle and kind of contact. Of more than 800 pairs
/// every n-th is drawn.
std::string render_agreement(const AgreementData& data);

}  // namespace securepose::report
