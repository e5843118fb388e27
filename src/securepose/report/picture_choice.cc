#include "securepose/report/picture_choice.h"

#include "securepose/report/embed.h"
#include "securepose/report/thinning.h"

namespace securepose::report {
namespace {

bool can_be_shown(const CoveredPicture& picture) {
  return picture_address(std::string_view(picture.bytes).substr(0, 16)).has_value();
}

}  // namespace

PictureChoice choose_pictures(const Deidentification& deidentification,
                              const PictureBudget& budget) {
  PictureChoice choice;
  std::vector<std::size_t> usable;
  for (std::size_t i = 0; i < deidentification.contact_sheet.size(); ++i)
    if (can_be_shown(deidentification.contact_sheet[i])) usable.push_back(i);
  for (std::size_t most = usable.size(); most > 0; --most) {
    std::vector<std::size_t> chosen;
    std::size_t bytes = 0;
    for (const std::size_t i : evenly(usable.size(), most)) {
      chosen.push_back(usable[i]);
      bytes += deidentification.contact_sheet[usable[i]].bytes.size();
    }
    if (bytes > budget.contact_sheet_bytes) continue;
    choice.contact_sheet = std::move(chosen);
    break;
  }

  std::size_t bytes = 0;
  for (const DoubtfulMoment& moment : deidentification.doubtful) {
    const bool fits = moment.picture && can_be_shown(*moment.picture) &&
                      bytes + moment.picture->bytes.size() <= budget.doubtful_bytes;
    if (fits) bytes += moment.picture->bytes.size();
    choice.doubtful.push_back(fits);
  }
  return choice;
}

}  // namespace securepose::report
