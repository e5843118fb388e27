#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace securepose::formats {

/// A CSV file with a header, as this program writes them: commas, a point, no quotes; a semicolon
/// or tab instead of the comma is understood, too, and spaces around cells are dropped.
class CsvTable {
 public:
  /// @throws base::Error(kInput) that names the file if it can't be read, is empty, or a row has
  /// another number of cells than the header.
  static CsvTable read(const std::filesystem::path& file);

  const std::vector<std::string>& columns() const { return columns_; }
  std::size_t rows() const { return cells_.size(); }
  std::optional<std::size_t> find(std::string_view column) const;
  /// @throws base::Error(kInput) that names file and column if it is not there.
  std::size_t column(std::string_view name) const;

  const std::string& text(std::size_t row, std::size_t column) const { return cells_[row][column]; }
  /// Nothing for an empty cell. @throws base::Error(kInput) that names file, line and cell if it is
  /// no number.
  std::optional<double> number(std::size_t row, std::size_t column) const;
  /// As number(), but an empty cell is refused as well.
  double required(std::size_t row, std::size_t column) const;

  /// For errors about a row's content. @param what  without a full stop
  [[noreturn]] void refuse(std::size_t row, const std::string& what, const std::string& hint) const;

 private:
  std::filesystem::path file_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> cells_;
};

}  // namespace securepose::formats
