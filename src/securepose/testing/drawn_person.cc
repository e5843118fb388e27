#include "securepose/testing/drawn_person.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace securepose::testing {
namespace {

using geometry::Point;

const cv::Scalar kSkin(224, 178, 148);
const cv::Scalar kSkinShade(188, 140, 112);
const cv::Scalar kHair(62, 42, 30);
const cv::Scalar kShirt(46, 84, 150);
const cv::Scalar kShirtShade(34, 62, 116);
const cv::Scalar kTrousers(92, 86, 80);
const cv::Scalar kTrousersShade(80, 75, 70);
const cv::Scalar kShoes(30, 26, 26);

/// Draws in units of a picture of 640 x 640.
class Brush {
 public:
  Brush(cv::Mat& picture, double scale) : picture_(picture), scale_(scale) {}

  void limb(Point a, Point b, double width, const cv::Scalar& colour) {
    cv::line(picture_, at(a), at(b), colour, std::max(1, length(width)), cv::LINE_AA);
  }
  void oval(Point center, double rx, double ry, const cv::Scalar& colour, double from_deg = 0,
            double to_deg = 360) {
    cv::ellipse(picture_, at(center), {length(rx), length(ry)}, 0, from_deg, to_deg, colour,
                cv::FILLED, cv::LINE_AA);
  }
  void arc(Point center, double rx, double ry, double from_deg, double to_deg, double width,
           const cv::Scalar& colour) {
    cv::ellipse(picture_, at(center), {length(rx), length(ry)}, 0, from_deg, to_deg, colour,
                std::max(1, length(width)), cv::LINE_AA);
  }
  void area(const std::vector<Point>& corners, const cv::Scalar& colour) {
    std::vector<cv::Point> outline;
    for (const Point corner : corners) outline.push_back(at(corner));
    cv::fillPoly(picture_, std::vector{outline}, colour, cv::LINE_AA);
  }

 private:
  cv::Point at(Point p) const { return {length(p.x_px), length(p.y_px)}; }
  int length(double value) const { return static_cast<int>(std::lround(value * scale_)); }

  cv::Mat& picture_;
  double scale_;
};

void draw_room(cv::Mat& picture) {
  for (int y = 0; y < picture.rows; ++y) {
    const double share = static_cast<double>(y) / picture.rows;
    const cv::Scalar wall(214 - 20 * share, 210 - 18 * share, 200 - 14 * share);
    const cv::Scalar floor(150, 128, 104);
    picture.row(y).setTo(share < 0.8 ? wall : floor);
  }
}

void draw_body(Brush& brush) {
  for (const double side : {-1.0, 1.0}) {
    const auto x = [&](double offset) { return 320 + side * offset; };
    brush.limb({x(25), 305}, {x(29), 425}, 44, kTrousers);
    brush.limb({x(29), 425}, {x(32), 548}, 32, kTrousersShade);
    brush.limb({x(32), 562}, {x(42), 570}, 22, kShoes);
    brush.limb({x(66), 172}, {x(82), 236}, 28, kShirtShade);
    brush.limb({x(82), 236}, {x(86), 302}, 20, kSkin);
    brush.oval({x(87), 316}, 11, 16, kSkin);
  }
  brush.area({{250, 166},
              {292, 148},
              {348, 148},
              {390, 166},
              {368, 240},
              {372, 318},
              {268, 318},
              {272, 240}},
             kShirt);
  brush.limb({320, 128}, {320, 152}, 34, kSkinShade);
  brush.oval({320, 150}, 20, 9, kSkin);
}

void draw_head(Brush& brush) {
  brush.oval({320, 92}, 37, 46, kHair);
  brush.oval({284, 102}, 6, 11, kSkinShade);
  brush.oval({356, 102}, 6, 11, kSkinShade);
  brush.oval({320, 102}, 33, 42, kSkin);
  brush.oval({320, 70}, 33, 18, kHair, 180, 360);
  for (const double x : {306.0, 334.0}) {
    brush.arc({x, 92}, 9, 5, 200, 340, 3, kHair);
    brush.oval({x, 98}, 7, 4, cv::Scalar(245, 245, 245));
    brush.oval({x, 98}, 3.4, 3.8, cv::Scalar(50, 34, 26));
  }
  brush.arc({320, 108}, 6, 9, 20, 160, 2, kSkinShade);
  brush.oval({320, 115}, 6, 3, kSkinShade);
  brush.oval({320, 128}, 12, 4, cv::Scalar(176, 84, 84));
  brush.limb({309, 128}, {331, 128}, 1.5, cv::Scalar(120, 50, 50));
}

}  // namespace

DrawnPerson draw_person(double scale) {
  const int side_px = static_cast<int>(std::lround(640 * scale));
  DrawnPerson person;
  person.rgb.create(side_px, side_px, CV_8UC3);
  draw_room(person.rgb);
  Brush brush(person.rgb, scale);
  draw_body(brush);
  draw_head(brush);
  cv::GaussianBlur(person.rgb, person.rgb, {}, 1.2 * scale);
  person.right_eye = scale * Point{306, 98};
  person.left_eye = scale * Point{334, 98};
  person.right_shoulder = scale * Point{254, 172};
  person.left_shoulder = scale * Point{386, 172};
  person.right_knee = scale * Point{291, 425};
  person.left_knee = scale * Point{349, 425};
  return person;
}

}  // namespace securepose::testing
