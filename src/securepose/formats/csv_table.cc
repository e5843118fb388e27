#include "securepose/formats/csv_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>

#include "securepose/base/error.h"

namespace securepose::formats {

namespace {

using base::Error;
using base::ErrorKind;

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\"";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlank) - first + 1));
}

std::vector<std::string> split(std::string_view line, char separator) {
  std::vector<std::string> cells;
  while (true) {
    const std::size_t end = line.find(separator);
    cells.push_back(trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + 1);
  }
}

char separator_of(std::string_view header) {
  for (const char separator : {',', ';', '\t'})
    if (header.find(separator) != std::string_view::npos) return separator;
  return ',';
}

}  // namespace

CsvTable CsvTable::read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream)
    throw Error::about_file(ErrorKind::kInput, file, "can't be read",
                            "Check the name and the permissions.");
  CsvTable table;
  table.file_ = file;
  std::string line;
  char separator = ',';
  for (std::size_t number = 1; std::getline(stream, line); ++number) {
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (trimmed(line).empty()) continue;
    if (table.columns_.empty()) {
      separator = separator_of(line);
      table.columns_ = split(line, separator);
      continue;
    }
    table.cells_.push_back(split(line, separator));
    if (table.cells_.back().size() != table.columns_.size())
      throw Error::about_file(
          ErrorKind::kInput, file,
          fmt::format("has {} cells in line {}, but {} columns", table.cells_.back().size(), number,
                      table.columns_.size()),
          "Each row needs as many cells as the header.");
  }
  if (table.columns_.empty())
    throw Error::about_file(ErrorKind::kInput, file, "is empty", "Give a CSV file with a header.");
  return table;
}

std::optional<std::size_t> CsvTable::find(std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

std::size_t CsvTable::column(std::string_view name) const {
  if (const auto found = find(name)) return *found;
  throw Error::about_file(ErrorKind::kInput, file_, fmt::format("has no column \"{}\"", name),
                          "The first line names the columns.");
}

std::optional<double> CsvTable::number(std::size_t row, std::size_t column) const {
  const std::string& cell = cells_[row][column];
  if (cell.empty()) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size())
    refuse(row, fmt::format("\"{}\" under {} is no number", cell, columns_[column]),
           "Numbers have a point and no thousands separator.");
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

double CsvTable::required(std::size_t row, std::size_t column) const {
  const auto value = number(row, column);
  if (!value) refuse(row, fmt::format("the cell under {} is empty", columns_[column]), "");
  return *value;
}

void CsvTable::refuse(std::size_t row, const std::string& what, const std::string& hint) const {
  throw Error::about_file(ErrorKind::kInput, file_,
                          fmt::format("is wrong in its row {} after the header: {}", row + 1, what),
                          hint);
}

}  // namespace securepose::formats
