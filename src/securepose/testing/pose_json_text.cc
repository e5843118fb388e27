#include "securepose/testing/pose_json_text.h"

#include <fmt/format.h>

namespace securepose::testing {

std::string pose_numbers(const kinematics::LandmarkSample& sample, kinematics::KeypointSet set,
                         double moved_px) {
  std::string text;
  for (std::size_t k = 0; k < size_of(set); ++k) {
    if (k > 0) text += ',';
    const auto landmark = landmark_of(set, k);
    if (landmark && sample[*landmark])
      text += fmt::format("{:.6f},{:.6f},{:.3f}", sample[*landmark]->point_px.x_px + moved_px,
                          sample[*landmark]->point_px.y_px, sample[*landmark]->confidence);
    else
      text += "0,0,0";
  }
  return text;
}

std::string openpose_person(const kinematics::LandmarkSample& sample, kinematics::KeypointSet set,
                            double moved_px) {
  return R"({"person_id":[-1],"pose_keypoints_2d":[)" + pose_numbers(sample, set, moved_px) + "]}";
}

std::string openpose_frame(const std::vector<std::string>& people) {
  std::string text;
  for (const std::string& person : people) text += (text.empty() ? "" : ",") + person;
  return R"({"version":1.3,"people":[)" + text + "]}";
}

}  // namespace securepose::testing
