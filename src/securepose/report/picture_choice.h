#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "securepose/report/report_data.h"

namespace securepose::report {

/// Which pictures the page holds, by position.
struct PictureChoice {
  std::vector<std::size_t> contact_sheet;
  /// For each doubtful moment; only where there is a picture that fits.
  std::vector<bool> doubtful;
};

/// Bytes of pictures before base64 grows them by a third; together with charts of the largest size
/// this keeps the page below 8 MB.
struct PictureBudget {
  std::size_t contact_sheet_bytes = 2'400'000;
  std::size_t doubtful_bytes = 1'000'000;
};

/// Evenly spread pictures of the contact sheet as far as the budget reaches, and those of the
/// doubtful moments from the first on. Bytes that no browser shows are left out.
PictureChoice choose_pictures(const Deidentification& deidentification,
                              const PictureBudget& budget);

}  // namespace securepose::report
