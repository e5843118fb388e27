#include "securepose/formats/table_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

namespace securepose::formats {
namespace {

std::filesystem::path written(const std::string& bytes) {
  const auto file = std::filesystem::path(::testing::TempDir()) / "table_text.txt";
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

std::string utf16(const std::string& ascii, bool big, bool mark) {
  std::string bytes;
  const auto unit = [&](unsigned code) {
    const char low = static_cast<char>(code & 0xFFU), high = static_cast<char>(code >> 8U);
    bytes += big ? std::string{high, low} : std::string{low, high};
  };
  if (mark) unit(0xFEFF);
  for (const char c : ascii) unit(static_cast<unsigned char>(c));
  return bytes;
}

TEST(ReadText, KnowsExcelsEncodings) {
  EXPECT_EQ(read_text(written("time\n1\n")), "time\n1\n");
  EXPECT_EQ(read_text(written("\xEF\xBB\xBFtime")), "time");
  for (const bool big : {false, true})
    for (const bool mark : {false, true})
      EXPECT_EQ(read_text(written(utf16("time\t1,5\r\n", big, mark))), "time\t1,5\r\n");
  const std::string accent("\xFF\xFE\xE9\x00", 4);  // é
  EXPECT_EQ(read_text(written(accent)), "\xC3\xA9");
  EXPECT_FALSE(read_text("/nowhere/table.csv"));
}

TEST(LinesOf, EndInAnyWay) {
  EXPECT_EQ(lines_of("a\nb\r\nc\rd"), (std::vector<std::string>{"a", "b", "c", "d"}));
  EXPECT_EQ(lines_of("a\n\nb\n"), (std::vector<std::string>{"a", "", "b"}));
}

TEST(NumberInCell, KnowsCommasAndWordsForMissing) {
  EXPECT_EQ(number_in_cell("-1.5e2", false), -150);
  EXPECT_EQ(number_in_cell("+3", false), 3);
  EXPECT_EQ(number_in_cell("12,5", true), 12.5);
  EXPECT_EQ(number_in_cell("12.5", true), 12.5);
  for (const char* cell : {"", "NaN", "nan(ind)", "-nan", "-1.#IND", "-1.#IND0000", "1.#QNAN00",
                           "1.#INF", "N/A", "-"}) {
    const auto value = number_in_cell(cell, false);
    ASSERT_TRUE(value) << cell;
    EXPECT_FALSE(std::isfinite(*value)) << cell;
  }
  for (const char* cell : {"x", "12,5", "1.2.3", "1 2"})
    EXPECT_FALSE(number_in_cell(cell, false)) << cell;
  for (const char* cell : {"1.234,5", "1,234,5"}) EXPECT_FALSE(number_in_cell(cell, true)) << cell;
}

TEST(BareWord, LeavesLettersAndDigits) { EXPECT_EQ(bare_word(" Time (s)"), "times"); }

}  // namespace
}  // namespace securepose::formats
