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
