#include "securepose/formats/csv_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/formats/table_text.h"

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

/// Cells may stand in quotes and then hold the separator.
std::vector<std::string> split(std::string_view line, char separator) {
  std::vector<std::string> cells;
  std::string cell;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == separator && !quoted) {
      cells.push_back(trimmed(cell));
      cell.clear();
    } else {
      cell.push_back(c);
    }
  }
  cells.push_back(trimmed(cell));
  return cells;
}

/// The one that stands in the header most often.
char separator_of(std::string_view header) {
  char best = ',';
  for (const char separator : {';', '\t'})
    if (std::count(header.begin(), header.end(), separator) >
        std::count(header.begin(), header.end(), best))
      best = separator;
  return best;
}

/// Excel's "sep=;" in front of the header.
std::optional<char> named_separator(std::string_view line) {
  const std::string text = trimmed(line);
  if (text.size() == 5 && bare_word(text.substr(0, 3)) == "sep" && text[3] == '=') return text[4];
  // A tab is trimmed away.
  if (bare_word(text) == "sep" && line.find('\t') != std::string_view::npos) return '\t';
  return std::nullopt;
}

bool all_empty(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.empty(); });
}

}  // namespace

CsvTable CsvTable::read(const std::filesystem::path& file) {
  const std::optional<std::string> text = read_text(file);
  if (!text)
    throw Error::about_file(ErrorKind::kInput, file, "can't be read",
                            "Check the name and the permissions.");
  CsvTable table;
  table.file_ = file;
  std::optional<char> separator;
  std::vector<std::string> lines = lines_of(*text);
  for (std::size_t number = 1; number <= lines.size(); ++number) {
    const std::string& line = lines[number - 1];
    if (table.columns_.empty()) {
      if (!separator && (separator = named_separator(line))) continue;
      const char here = separator.value_or(separator_of(line));
      std::vector<std::string> cells = split(line, here);
      while (!cells.empty() && cells.back().empty()) cells.pop_back();
      if (cells.empty()) continue;
      separator = here;
      table.columns_ = std::move(cells);
      continue;
    }
    std::vector<std::string> cells = split(line, *separator);
    if (all_empty(cells)) continue;  // Excel's empty rows
    while (cells.size() > table.columns_.size() && cells.back().empty()) cells.pop_back();
    if (cells.size() != table.columns_.size())
      throw Error::about_file(ErrorKind::kInput, file,
                              fmt::format("has {} cells in line {}, but {} columns", cells.size(),
                                          number, table.columns_.size()),
                              "Each row needs as many cells as the header.");
    table.rows_.push_back(std::move(lines[number - 1]));
    table.line_of_row_.push_back(number);
  }
  table.separator_ = separator.value_or(',');
  if (table.columns_.empty())
    throw Error::about_file(ErrorKind::kInput, file, "is empty", "Give a CSV file with a header.");
  return table;
}

std::optional<std::size_t> CsvTable::find(std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

std::optional<std::size_t> CsvTable::find_word(
    std::initializer_list<std::string_view> words) const {
  for (const std::string_view word : words)
    for (std::size_t c = 0; c < columns_.size(); ++c)
      if (bare_word(columns_[c]) == word) return c;
  return std::nullopt;
}

std::size_t CsvTable::column(std::string_view name) const {
  if (const auto found = find(name)) return *found;
  throw Error::about_file(ErrorKind::kInput, file_, fmt::format("has no column \"{}\"", name),
                          "The first line names the columns.");
}

const std::string& CsvTable::text(std::size_t row, std::size_t column) const {
  if (split_row_ != row) {
    split_cells_ = split(rows_[row], separator_);
    split_row_ = row;
  }
  return split_cells_[column];
}

std::optional<double> CsvTable::number(std::size_t row, std::size_t column) const {
  const std::string& cell = text(row, column);
  const auto value = number_in_cell(cell, /*decimal_comma=*/separator_ != ',');
  if (!value)
    refuse(row, fmt::format("\"{}\" under {} is no number", cell, columns_[column]),
           "Numbers have no thousands separator, and a point or, between semicolons or tabs, a "
           "comma.");
  if (!std::isfinite(*value)) return std::nullopt;
  return value;
}

double CsvTable::required(std::size_t row, std::size_t column) const {
  const auto value = number(row, column);
  if (!value) refuse(row, fmt::format("the cell under {} is empty", columns_[column]), "");
  return *value;
}

void CsvTable::refuse(std::size_t row, const std::string& what, const std::string& hint) const {
  throw Error::about_file(ErrorKind::kInput, file_,
                          fmt::format("is wrong in line {}: {}", line_of_row_[row], what), hint);
}

}  // namespace securepose::formats
