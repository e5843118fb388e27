#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace securepose::formats {

/// A text file as UTF-8 without byte order mark; UTF-16, as Excel's "Unicode text", is converted.
/// Missing if it can't be read.
std::optional<std::string> read_text(const std::filesystem::path& file);

/// The lines without their ends (LF, CR LF or CR).
std::vector<std::string> lines_of(const std::string& text);

/// The number that a cell holds, with a point, or, where `decimal_comma` says so, with a comma.
/// Words for a missing number (nan, -1.#IND, n/a, an empty cell) give a NaN; nothing for a cell
/// that is no number.
std::optional<double> number_in_cell(std::string_view cell, bool decimal_comma);

/// Letters and digits in lower case: "Time (s)" and "time_s" become "times".
std::string bare_word(std::string_view text);

}  // namespace securepose::formats
