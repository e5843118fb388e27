#include "securepose/formats/csv_table.h"

#include <gtest/gtest.h>

#include <fstream>

#include "securepose/base/error.h"

namespace securepose::formats {
namespace {

std::filesystem::path written(const std::string& text) {
  const auto file =
      std::filesystem::path(::testing::TempDir()) /
      (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + ".csv");
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

TEST(CsvTable, ReadsNumbersTextAndEmptyCells) {
  const CsvTable table = CsvTable::read(written("time_s,side,knee\n0.1,left,-3.5\n0.2,right,\n"));
  ASSERT_EQ(table.rows(), 2U);
  EXPECT_EQ(table.text(1, table.column("side")), "right");
  EXPECT_DOUBLE_EQ(*table.number(0, 2), -3.5);
  EXPECT_FALSE(table.number(1, 2));
  EXPECT_FALSE(table.find("hip"));
}

TEST(CsvTable, OtherSeparatorsLineEndsAndByteOrderMark) {
  const CsvTable table =
      CsvTable::read(written("\xEF\xBB\xBF"
                             "time_s; knee\r\n 1.5 ; 7 \r\n\r\n"));
  EXPECT_DOUBLE_EQ(table.required(0, table.column("knee")), 7);
  EXPECT_DOUBLE_EQ(table.required(0, table.column("time_s")), 1.5);
}

TEST(CsvTable, AGermanExcelsTable) {
  const CsvTable table = CsvTable::read(
      written("\xEF\xBB\xBFsep=;\r\nTime (s);knee;;\r\n0,25;\"1,5\";;\r\n;;;\r\n0,5;-1.#IND;;\r\n"
              ";;\r\n"));
  ASSERT_EQ(table.rows(), 2U);
  ASSERT_EQ(table.columns().size(), 2U);
  EXPECT_EQ(table.find_word({"time", "times"}), 0U);
  EXPECT_DOUBLE_EQ(table.required(0, 0), 0.25);
  EXPECT_DOUBLE_EQ(table.required(0, 1), 1.5);
  EXPECT_FALSE(table.number(1, 1));
}

TEST(CsvTable, QuotedCellsMayHoldTheSeparator) {
  const CsvTable table = CsvTable::read(written("time_s,note\n1,\"a, b\"\n"));
  EXPECT_EQ(table.text(0, 1), "a, b");
}

TEST(CsvTable, ErrorsNameTheLineOfTheFile) {
  const CsvTable table = CsvTable::read(written("sep=,\na,b\n,\n1,x\n"));
  try {
    table.number(0, 1);
    FAIL() << "no error";
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("line 4"), std::string::npos) << error.what();
  }
}

TEST(CsvTable, WhatIsWrongIsRefused) {
  EXPECT_THROW(CsvTable::read(written("")), base::Error);
  EXPECT_THROW(CsvTable::read("/nowhere/table.csv"), base::Error);
  EXPECT_THROW(CsvTable::read(written("a,b\n1\n")), base::Error);
  const CsvTable table = CsvTable::read(written("a,b\n1,x\n,2\n"));
  EXPECT_THROW(table.number(0, 1), base::Error);
  EXPECT_THROW(table.required(1, 0), base::Error);
  EXPECT_THROW(table.column("c"), base::Error);
}

}  // namespace
}  // namespace securepose::formats
