#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace securepose::report {

std::string base64(std::string_view bytes);

/// A data: address of a JPEG or PNG picture, recognised by its first bytes; nothing for any other
/// content, which a page could not show.
std::optional<std::string> picture_address(std::string_view bytes);

/// JSON for a script element: ASCII only and without <, > and &, so that no text in it can end the
/// element or open a comment. Bytes that are not UTF-8 become U+FFFD.
std::string json_for_script(const nlohmann::ordered_json& value);

/// "'sha256-...'", the source expression of a Content-Security-Policy that allows exactly this
/// inline script or style.
std::string policy_hash(std::string_view inline_content);

}  // namespace securepose::report
