#pragma once

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace securepose::formats {

/// A CSV file with a header, as this program writes them: commas and a point. As other programs do,
/// too: a semicolon or tab between cells (with a point or a decimal comma in them), Excel's first
/// line "sep=;", quotes, a byte order mark, UTF-16; spaces around cells, empty rows and empty cells
/// at the end of rows are dropped. Memory is that of the file's text; read it row by row.
class CsvTable {
 public:
  /// @throws base::Error(kInput) that names the file if it can't be read, is empty, or a row has
  /// another number of cells than the header.
  static CsvTable read(const std::filesystem::path& file);

  const std::vector<std::string>& columns() const { return columns_; }
  std::size_t rows() const { return rows_.size(); }
  std::optional<std::size_t> find(std::string_view column) const;
  /// The first column whose bare_word() is one of these.
  std::optional<std::size_t> find_word(std::initializer_list<std::string_view> words) const;
  /// @throws base::Error(kInput) that names file and column if it is not there.
  std::size_t column(std::string_view name) const;

  /// Valid until a cell of another row is asked for.
  const std::string& text(std::size_t row, std::size_t column) const;
  /// Nothing for an empty cell or a word for a missing number. @throws base::Error(kInput) that
  /// names file, line and cell if it is no number.
  std::optional<double> number(std::size_t row, std::size_t column) const;
  /// As number(), but an empty cell is refused as well.
  double required(std::size_t row, std::size_t column) const;

  /// For errors about a row's content. @param what  without a full stop
  [[noreturn]] void refuse(std::size_t row, const std::string& what, const std::string& hint) const;

 private:
  std::filesystem::path file_;
  std::vector<std::string> columns_;
  std::vector<std::string> rows_;
  std::vector<std::size_t> line_of_row_;  ///< in the file, from 1
  char separator_ = ',';
  // The row that was asked for last, in cells.
  mutable std::optional<std::size_t> split_row_;
  mutable std::vector<std::string> split_cells_;
};

}  // namespace securepose::formats
