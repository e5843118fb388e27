#pragma once

#include <string>
#include <string_view>

#include "securepose/report/axis.h"
#include "securepose/report/movement_data.h"

namespace securepose::report {

/// Class of a side in the style sheet: "left", "right", "midline".
std::string_view side_class(Side side);

/// "left", "right", "midline", for readers.
std::string_view side_name(Side side);

/// The rectangle of a chart inside its drawing, in the drawing's own units, and what it shows.
struct PlotFrame {
  double width = 560;  ///< of the whole drawing
  double height = 250;
  double left = 40;  ///< margins
  double right = 16;
  double top = 10;
  double bottom = 44;
  AxisRange x;
  AxisRange y;

  double x_of(double value) const;
  double y_of(double value) const;
  double plot_width() const { return width - left - right; }
  double plot_height() const { return height - top - bottom; }
};

/// Marks on one axis with their texts.
struct AxisLabels {
  Ticks ticks;
  std::vector<std::string> texts;  ///< one a tick
  std::string title;
};

/// Grid, zero line and tick texts of both axes, title of x.
std::string draw_axes(const PlotFrame& frame, const AxisLabels& x, const AxisLabels& y);

/// Labels of a plain number axis; its unit stands in the chart's title.
AxisLabels number_axis(AxisRange range, int most, std::string title = "");

/// Labels of a time axis in seconds; minutes and seconds from two minutes on.
AxisLabels time_axis(AxisRange range_s, int most);

/// Opens an SVG drawing that a screen reader announces with `description`.
std::string open_drawing(double width, double height, std::string_view css_class,
                         std::string_view description);

/// The least span of a value axis for a unit, so that noise does not fill the chart: 20 degrees,
/// about five times the error of a video's joint angles (Stenum et al. 2021: 4 to 7 degrees).
double least_span(std::string_view unit);

}  // namespace securepose::report
