#pragma once

#include <span>

#include "securepose/cli/option_table.h"

// The parts of the option table, one file for each section of the help. A new option goes into the
// file of its section, a new command into command_rows.cc; all else follows from there.
namespace securepose::cli {

std::span<const OptionRow> output_section();
std::span<const OptionRow> covering_section();
std::span<const OptionRow> people_section();
std::span<const OptionRow> corrections_section();
std::span<const OptionRow> source_section();
std::span<const OptionRow> movement_section();
std::span<const OptionRow> poses_section();
std::span<const OptionRow> drawn_faces_section();
std::span<const OptionRow> reference_section();
std::span<const OptionRow> running_section();

std::span<const CommandRow> command_rows();

}  // namespace securepose::cli
