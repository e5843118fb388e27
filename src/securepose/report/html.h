#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"

namespace securepose::report {

/// Text for HTML content and for double- or single-quoted attributes.
std::string escape(std::string_view text);

/// The text with everything that looks like an absolute path, a home folder or a file address
/// replaced: a last net under callers, who must not hand in such text. What follows an unquoted
/// path up to the next comma, semicolon or line end goes with it, because folders may hold spaces.
std::string without_paths(std::string_view text);

/// Free text from outside, ready for HTML: without paths, escaped.
std::string prose(std::string_view text);

/// "12.3", "−0.5" with a real minus sign, "0.0" for a rounded negative zero.
std::string number(double value, int decimals);

/// "12,345" with thin spaces between groups of three: "12 345".
std::string count(std::int64_t value);

/// "3 people", "1 person".
std::string counted(std::int64_t value, std::string_view one, std::string_view many);

/// "0:07.25": minutes, seconds and hundredths, as video players show it.
std::string clock(base::Timestamp time);

/// A length of time: "28.4 s" below two minutes, "12 min 5 s" above.
std::string length_text(base::Timestamp length);

/// A name of files and columns for readers: "finished_video" becomes "Finished video".
std::string readable(std::string_view name);

/// Name of the place where a term is defined: "def-knee-flexion".
std::string definition_anchor(std::string_view term);

/// "Person 2".
std::string person_name(base::PersonId person);

}  // namespace securepose::report
