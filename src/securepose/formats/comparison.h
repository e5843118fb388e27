#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "securepose/formats/stored_movement.h"
#include "securepose/kinematics/agreement.h"

namespace securepose::formats {

/// How one measurement agrees with another.
struct MovementComparison {
  /// Added to the reference's times.
  double shift_s = 0;
  bool shift_estimated = false;
  std::vector<kinematics::CurveAgreement> angles;
  std::vector<kinematics::EventAgreement> events;
  std::vector<std::string> notes;  ///< sentences
};

/// Two results of the same recording, frame by frame.
MovementComparison compare_movements(const StoredMovement& measured,
                                     const StoredMovement& reference);

/// A result against a laboratory's files; either may be empty. The laboratory's clock is found from
/// the angles, up to `longest_shift_s`; with contacts alone it must run alike.
/// @throws base::Error(kInput) as the readers do, and if nothing can be compared.
MovementComparison compare_with_laboratory(const StoredMovement& measured,
                                           const std::filesystem::path& angles,
                                           const std::filesystem::path& events,
                                           double longest_shift_s);

/// Curves of a laboratory: OpenSim's .mot or .sto (tabs or blanks after "endheader"), else CSV with
/// time_s. OpenSim's coordinates hip_flexion_r, knee_angle_r, ankle_angle_r (and _l) get this
/// program's names; a knee that counts flexion negative is turned, and radians become degrees.
/// @throws base::Error(kInput) that names the file.
std::vector<kinematics::TimedCurve> read_reference_curves(const std::filesystem::path& file);

/// A table for people, one row for each angle and kind of contact.
std::string comparison_text(const MovementComparison& comparison);

/// The same for programs, with the pairs behind Bland-Altman plots.
nlohmann::ordered_json comparison_json(const MovementComparison& comparison);

}  // namespace securepose::formats
